/** What the editor says, in both languages. */
export const EDITOR_MESSAGES = {
  en: {
    files: 'Files of the function',
    leave: 'Esc, then Tab leaves the editor',
    edit: 'Press Enter to edit.',
    failed: 'The code editor could not be loaded, so this is a plain text box. Your code is kept and Invoke works.',
  },
  ja: {
    files: '関数のファイル',
    leave: 'Esc、Tab の順に押すとエディターから出ます',
    edit: 'Enter キーで編集を始めます。',
    failed:
      'コードエディターを読み込めなかったため、簡易な入力欄を表示しています。コードは保持され、呼び出しもできます。',
  },
} as const

export type EditorMessages = (typeof EDITOR_MESSAGES)[keyof typeof EDITOR_MESSAGES]
