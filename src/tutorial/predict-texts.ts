/** What a question before a surprise says; needed while the site is built only. */
export const PREDICT_TEXTS = {
  en: {
    answer: 'Show the answer',
    right: 'As you predicted.',
    wrong: 'It went another way. Here is what happened.',
    predicted: 'You predicted',
    happens: 'What happens',
    evidence: 'Show it in the picture',
  },
  ja: {
    answer: '答えを見る',
    right: '予想どおりです。',
    wrong: '予想とは違う結果でした。何が起きたか見てみましょう。',
    predicted: 'あなたの予想',
    happens: '実際の結果',
    evidence: '図で見る',
  },
} as const
