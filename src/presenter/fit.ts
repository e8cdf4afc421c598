/** Fits a deck's canvas to the window: 540 px high, as wide as the window's ratio within 4:3 and 16:9, and enlarged. */
const HEIGHT = 540
const NARROWEST = 4 / 3
const WIDEST = 16 / 9

/** Width of the canvas in px before it is enlarged, and how much it is. */
export function fitCanvas(width: number, height: number): { readonly width: number; readonly zoom: number } {
  const ratio = Math.min(Math.max(width / height, NARROWEST), WIDEST)
  const canvas = HEIGHT * ratio
  return { width: canvas, zoom: Math.min(width / canvas, height / HEIGHT) }
}
