/** Where the page that the command line drives finds the embedded engine's files. */
export const ENGINE_FILES = { homeUrl: '/home.js', guestUrl: '/guest.js', frameUrl: '/frame.html' } as const
