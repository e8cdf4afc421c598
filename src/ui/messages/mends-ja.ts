/**
 * How to mend a refused command, in Japanese. AWS's own message stays in AWS's English; the mend is ours, given by the
 * emulator in English (src/emulator). Each is found by its English text, where `{name}` stands for what varies.
 */
export const MENDS_JA: Readonly<Record<string, string>> = {
  'Deploy the function first, or name one that exists.':
    '先に関数をデプロイするか、存在する関数やバージョンを指定してください。',
  'Send valid JSON: double quotes round keys and texts, no trailing comma.':
    '正しい JSON を送ってください。キーと文字列は二重引用符で囲み、末尾のカンマは付けません。',
  'Send a smaller payload, for example a reference to where the data lies.':
    'ペイロードを小さくしてください。たとえば、データそのものではなく置き場所を送ります。',
  'Give a whole number of MB from {from} to {to}.': '{from} から {to} までの整数 (MB) を指定してください。',
  'Give a whole number of seconds from {from} to {to}.': '{from} から {to} までの整数 (秒) を指定してください。',
  'Give a whole number of 1 or more.': '1 以上の整数を指定してください。',
  'Give a whole number of 0 or more: 0 stops the function.':
    '0 以上の整数を指定してください。0 にすると、関数は呼び出しを受け付けなくなります。',
  'This emulator runs {runtimes}.': 'このエミュレーターで使えるランタイム: {runtimes}',
  'Give file and export without spaces: index.handler.':
    'ファイル名とエクスポート名を、空白を入れずに指定してください (例: index.handler)。',
  'Rename {name}: a letter first, then letters, digits and _, two characters or more.':
    '{name} の名前を変えてください。英字で始め、英数字と _ だけを使い、2 文字以上にします。',
  'Choose another name: Lambda sets these itself.': '別の名前にしてください。この名前の変数は Lambda が設定します。',
  'Keep all variables together under 4,096 bytes, for example by reading the rest from a store.':
    '環境変数は全部で 4,096 バイト以内にしてください。入りきらないものは、外部のストアから読み込む方法があります。',
  'Publish a version first and provision that one.': '先にバージョンを発行し、そのバージョンに対して設定してください。',
  'Provision a function without tenantIsolation.': 'tenantIsolation を使わない関数に設定してください。',
  'Provision {count} or less, or reserve more.':
    'プロビジョニングする数を {count} 以下にするか、予約する数を増やしてください。',
  'Provision {count} or less.': 'プロビジョニングする数を {count} 以下にしてください。',
  'Reserve {count} or more, or provision less.':
    '予約する数を {count} 以上にするか、プロビジョニングする数を減らしてください。',
  'Reserve {count} or less: the rest of the account needs {minimum}.':
    '予約する数を {count} 以下にしてください。アカウントのほかの関数のために {minimum} を残す必要があります。',
  'Invoke it by event, with tenantId.': '関数 URL ではなく、tenantId を付けたイベントで呼び出してください。',
  'Say for which tenant: tenantId.': 'どのテナントの呼び出しかを tenantId で指定してください。',
  'Leave tenantId out, or set tenantIsolation: PER_TENANT when creating the function.':
    'tenantId を外すか、tenantIsolation: PER_TENANT を指定して関数を作成してください。',
  'Deploy one file at least, such as index.mjs.': 'index.mjs など、少なくとも 1 つのファイルをデプロイしてください。',
  'Create another function with the tenant isolation you want.':
    'テナント分離の設定はあとから変えられません。希望の設定で別の関数を作成してください。',
  'Wait until nothing runs, or start afresh with the other engine.':
    '実行中のものがなくなるのを待つか、もう一方のエンジンで最初から始めてください。',
  'Use the embedded engine, or Node.': 'ブラウザーに組み込みのエンジンか、Node.js のエンジンを使ってください。',
}
