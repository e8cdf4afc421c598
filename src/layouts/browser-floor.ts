/**
 * The oldest browsers that run functions here. CSS `round()` decides for Chromium (125), `Set.prototype.union` for
 * Firefox (127), `Promise.withResolvers` for Safari (17.4); before-paint.js looks for the features themselves.
 */
export const BROWSER_FLOOR = { chromium: '125', firefox: '127', safari: '17.4' } as const
