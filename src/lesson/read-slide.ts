/** Reads what a lesson's prose gives `<Slide>`, at build time. */
import * as z from 'zod'
import type { Slide } from './slide.ts'
import { slideSchema } from './slide-schema.ts'

/** The slide. Throws where the prose says it wrongly, with the slide, the place and what was expected. */
export function readSlide(props: object): Slide {
  const read = slideSchema.safeParse(props)
  if (read.success) return read.data
  const name = 'id' in props ? ` id="${props.id}"` : ''
  throw new Error(`<Slide${name}>: ${z.prettifyError(read.error)}`)
}
