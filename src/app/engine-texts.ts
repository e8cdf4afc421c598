/** What the menu of engines says, in both languages; loaded with the menu. */
import type { BootState } from '../engines/webcontainer/boot-state.ts'
import type { Locale } from '../ui/locale.ts'
import { textsByLocale } from '../ui/texts-by-locale.ts'

const en = {
  title: 'Which engine runs the function',
  'answers.embedded': 'Now: the engine in this browser. It is there at once and needs no network.',
  'answers.webcontainer': 'Now: WebContainer, Node.js {version} in this page.',
  about:
    'WebContainer is the full Node.js. Its runtime comes from StackBlitz (stackblitz.com), which is asked for nothing before it boots.',
  setting: 'WebContainer',
  auto: 'boots by itself behind your first request',
  ask: 'boots when I press Start',
  off: 'never boots',
  'state.offered': 'Not started.',
  'state.booting': 'Booting for {seconds} s: {step}.',
  'step.client': 'its client is loading',
  'step.container': 'the container is starting',
  'step.node': 'Node.js is starting',
  'state.ready': 'Ready. It takes over when you next deploy changed code.',
  'state.answering': 'It answers, on Node.js {version}.',
  gated: 'Its threads cannot block here: timers alone stand still between two requests.',
  'lost.text': 'WebContainer stopped ({reason}).',
  goesOn: 'The engine in this browser goes on.',
  'failed.offline': 'The browser is offline, so WebContainer cannot be loaded.',
  'failed.unreachable':
    'WebContainer cannot be loaded: stackblitz.com does not answer. A network, firewall or blocker may be in between.',
  'failed.silent':
    'WebContainer did not start within 25 s. A content blocker, blocked third-party cookies or a site without an API key can be why.',
  'failed.refused': 'WebContainer refused to start ({reason}).',
  'failed.no-client': 'The client of WebContainer did not load ({reason}).',
  'failed.no-node': 'WebContainer is there, but Node.js did not start in it ({reason}).',
  'unsupported.not-isolated':
    'WebContainer cannot run here: this page is not cross-origin isolated, because its server sends no COOP and COEP headers.',
  'unsupported.no-shared-memory': 'WebContainer cannot run here: this browser has no SharedArrayBuffer.',
  'unsupported.no-web-assembly': 'WebContainer cannot run here: WebAssembly is switched off in this browser.',
  'unsupported.no-service-worker':
    'WebContainer cannot run here: service workers are switched off, as in some private windows.',
  'unsupported.old-browser':
    'WebContainer cannot run here: this browser is too old for it. Use a current Chrome or Edge.',
  abandoned:
    '{count|busy loop|busy loops} could not be stopped in WebContainer and still use the processor. Restart it, or go back to the engine in this browser, which can stop them.',
  'offer.node':
    '“{module}” is a module of Node.js that the engine in this browser lacks. WebContainer is the full Node.js.',
  'offer.package':
    '“{module}” is not among the function’s files. WebContainer installs packages with npm: name it under “dependencies” in a package.json beside the code.',
  'offer.switch': 'Switch to WebContainer',
  'offer.booting': 'WebContainer is booting. Your code is deployed there as soon as it is ready.',
  'offer.answers': 'WebContainer answers now. Invoke again.',
  'offer.hindered':
    'WebContainer is ready, but something still runs, or a published version or provisioned concurrency lives in the engine of this browser. Let it end, then try again.',
  terminal: 'Open a terminal',
  start: 'Start',
  retry: 'Retry',
  restart: 'Restart WebContainer',
  back: 'Back to the engine in this browser',
  dismiss: 'Dismiss',
  close: 'Close',
} as const

type Texts = Readonly<Record<keyof typeof en, string>>

const ja: Texts = {
  title: '関数を実行するエンジン',
  'answers.embedded': '現在: このブラウザーのエンジン。すぐに使え、ネットワークも不要です。',
  'answers.webcontainer': '現在: WebContainer (このページの中の Node.js {version})。',
  about:
    'WebContainer は完全な Node.js です。ランタイムは StackBlitz (stackblitz.com) から読み込まれます。起動するまで、StackBlitz への通信は一切ありません。',
  setting: 'WebContainer',
  auto: '最初のリクエストの裏で自動的に起動する',
  ask: '「起動」を押したときだけ起動する',
  off: '起動しない',
  'state.offered': '起動していません。',
  'state.booting': '起動中 ({seconds} 秒): {step}',
  'step.client': 'クライアントを読み込んでいます',
  'step.container': 'コンテナを起動しています',
  'step.node': 'Node.js を起動しています',
  'state.ready': '準備ができました。次に変更したコードをデプロイすると切り替わります。',
  'state.answering': 'Node.js {version} で応答しています。',
  gated: 'ここではスレッドを止められないため、リクエストの合間はタイマーだけを止めています。',
  'lost.text': 'WebContainer が停止しました ({reason})。',
  goesOn: 'このブラウザーのエンジンはそのまま使えます。',
  'failed.offline': 'ブラウザーがオフラインのため、WebContainer を読み込めません。',
  'failed.unreachable':
    'stackblitz.com に接続できず、WebContainer を読み込めません。ネットワーク、ファイアウォール、ブロッカーをご確認ください。',
  'failed.silent':
    'WebContainer が 25 秒以内に起動しませんでした。コンテンツブロッカー、サードパーティ Cookie のブロック、API キーのないサイトなどが原因として考えられます。',
  'failed.refused': 'WebContainer を起動できませんでした ({reason})。',
  'failed.no-client': 'WebContainer のクライアントを読み込めませんでした ({reason})。',
  'failed.no-node': 'WebContainer は起動しましたが、Node.js が起動しませんでした ({reason})。',
  'unsupported.not-isolated':
    'このページではサーバーが COOP と COEP のヘッダーを返していないため、WebContainer を使えません。',
  'unsupported.no-shared-memory': 'このブラウザーには SharedArrayBuffer がないため、WebContainer を使えません。',
  'unsupported.no-web-assembly': 'このブラウザーでは WebAssembly が無効なため、WebContainer を使えません。',
  'unsupported.no-service-worker':
    'サービスワーカーが無効なため (プライベートウィンドウなど)、WebContainer を使えません。',
  'unsupported.old-browser':
    'このブラウザーは古いため、WebContainer を使えません。最新の Chrome か Edge をお使いください。',
  abandoned:
    'WebContainer で止められなかった無限ループが {count} 個あり、CPU を使い続けています。再起動するか、無限ループを止められるこのブラウザーのエンジンに戻ってください。',
  'offer.node':
    '「{module}」は Node.js のモジュールですが、このブラウザーのエンジンにはありません。WebContainer は完全な Node.js です。',
  'offer.package':
    '「{module}」は関数のファイルに含まれていません。WebContainer なら npm でインストールできます。コードと同じ場所に package.json を作り、「dependencies」に書いてください。',
  'offer.switch': 'WebContainer に切り替える',
  'offer.booting': 'WebContainer を起動しています。準備ができしだい、コードをデプロイします。',
  'offer.answers': 'WebContainer に切り替わりました。もう一度呼び出してください。',
  'offer.hindered':
    'WebContainer の準備はできていますが、このブラウザーのエンジンに実行中のリクエスト、発行済みのバージョン、またはプロビジョニングされた同時実行が残っています。終わるのを待って、もう一度お試しください。',
  terminal: 'ターミナルを開く',
  start: '起動',
  retry: '再試行',
  restart: 'WebContainer を再起動',
  back: 'このブラウザーのエンジンに戻る',
  dismiss: '閉じる',
  close: '閉じる',
}

export type EngineText = keyof typeof en

/** Speaks the language: `say('retry')`. */
export const sayEnginesIn = textsByLocale({ en, ja })

/** One calm sentence about where the boot stands. */
export function bootSentence(locale: Locale, state: BootState, answers: boolean): string {
  const say = sayEnginesIn(locale)
  // Japanese puts no space between sentences.
  const join = (...sentences: readonly string[]): string => sentences.join(locale === 'ja' ? '' : ' ')
  switch (state.kind) {
    case 'unsupported':
      return say(`unsupported.${state.why}`)
    case 'offered':
      return say('state.offered')
    case 'booting':
      return say('state.booting', { seconds: Math.round(state.elapsedMs / 1_000), step: say(`step.${state.step}`) })
    case 'ready': {
      const version = state.abilities.node.replace(/^v/, '')
      const first = answers ? say('state.answering', { version }) : say('state.ready')
      return state.abilities.blocking ? first : join(first, say('gated'))
    }
    case 'lost':
      return join(say('lost.text', { reason: state.reason }), say('goesOn'))
    case 'failed':
      return join(say(`failed.${state.why}`, { reason: state.reason }), say('goesOn'))
  }
}
