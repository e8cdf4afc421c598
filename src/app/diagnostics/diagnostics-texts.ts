/** What `/diagnostics/` says while it works, in both languages. Names of cases and the report are English: they go to the project. */
import { textsByLocale } from '../../ui/texts-by-locale.ts'

const en = {
  run: 'Test the engine of this browser',
  running: 'Testing…',
  'container.run': 'Boot WebContainer and test it',
  'container.none': 'This build of the site has no WebContainer engine.',
  'container.booting': 'Booting for {seconds} s ({step}).',
  'container.asking': 'Asking the container: {count} of {of}.',
  'container.again': 'Booting it once more after its end.',
  'engine.embedded': 'Engine in this browser',
  'engine.embedded-gated': 'The same without SharedArrayBuffer',
  'engine.webcontainer': 'WebContainer',
  waiting: 'Not tested yet',
  progress: '{count} of {of}',
  counts: '{pass} passed, {fail} failed, {known} known to differ',
  failed: 'Failed: {reason}',
  'outcome.pass': 'passed',
  'outcome.fail': 'failed',
  'outcome.known': 'known to differ',
  cases: 'Every case ({count})',
  'column.outcome': 'Result',
  'column.case': 'Case',
  'column.ms': 'ms',
  'column.question': 'Question',
  'column.answer': 'Answer',
  answers: 'What the container answered',
  report: 'Report',
  'report.about': 'Copy it into an issue of the project. It names your browser and holds nothing of your work.',
  copy: 'Copy the report',
  copied: 'Copied.',
  'copy.failed': 'The browser did not let us copy. The text is selected: press Ctrl or Cmd with C.',
}

type Texts = Readonly<Record<keyof typeof en, string>>

const ja: Texts = {
  run: 'このブラウザーのエンジンを検査',
  running: '検査しています…',
  'container.run': 'WebContainer を起動して検査',
  'container.none': 'このサイトのビルドには、WebContainer エンジンが含まれていません。',
  'container.booting': '起動中です ({seconds} 秒経過、{step})。',
  'container.asking': 'コンテナーに問い合わせています ({of} 件中 {count} 件)。',
  'container.again': '終了後に、もう一度起動しています。',
  'engine.embedded': 'このブラウザーのエンジン',
  'engine.embedded-gated': '同じエンジン (SharedArrayBuffer なし)',
  'engine.webcontainer': 'WebContainer',
  waiting: '未検査',
  progress: '{of} 件中 {count} 件',
  counts: '合格 {pass} 件、不合格 {fail} 件、既知の違い {known} 件',
  failed: '失敗しました: {reason}',
  'outcome.pass': '合格',
  'outcome.fail': '不合格',
  'outcome.known': '既知の違い',
  cases: 'すべての項目 ({count} 件)',
  'column.outcome': '結果',
  'column.case': '項目',
  'column.ms': 'ミリ秒',
  'column.question': '問い',
  'column.answer': '答え',
  answers: 'コンテナーの答え',
  report: 'レポート',
  'report.about':
    'プロジェクトの Issue に貼り付けてください。ブラウザーの名前が含まれますが、作業の内容は含まれません。',
  copy: 'レポートをコピー',
  copied: 'コピーしました。',
  'copy.failed': 'ブラウザーがコピーを許可しませんでした。選択してあるので、Ctrl (または Cmd) + C を押してください。',
}

export type DiagnosticsText = keyof typeof en

/** Speaks the language: `say('run')`. */
export const sayDiagnosticsIn = textsByLocale({ en, ja })
