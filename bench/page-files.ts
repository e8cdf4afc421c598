/** Where the bench's page finds the embedded engine's files. */
export const PAGE_FILES = { homeUrl: '/home.js', guestUrl: '/guest.js', frameUrl: '/frame.html' } as const
