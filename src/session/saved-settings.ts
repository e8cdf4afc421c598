/** What was set in the playground, as the browser keeps it beside the code. */
import * as z from 'zod/mini'
import {
  type AccountConfiguration,
  type ConfigurationRequest,
  configurationSchema,
  PLACEMENTS,
} from '../emulator/configuration.ts'
import { draftSchema, FIRST_DRAFT, type RequestDraft } from './draft.ts'

/** Key of the browser's storage. */
export const SETTINGS_KEY = 'warmstart.settings.playground'

const settingsSchema = z.object({
  configuration: z.optional(configurationSchema),
  account: z.optional(
    z.object({
      concurrency: z.optional(z.number()),
      /** ms */
      idleRetention: z.optional(z.number()),
      /** ms */
      lifetime: z.optional(z.number()),
      scalingRate: z.optional(z.number()),
      placement: z.optional(z.enum(PLACEMENTS)),
    }),
  ),
  draft: draftSchema,
  query: z.optional(z.string()),
})

/** The playground's settings; what is missing is as at first. */
export interface Settings {
  readonly configuration?: ConfigurationRequest
  readonly account?: Partial<AccountConfiguration>
  readonly draft: RequestDraft
  readonly query?: string
}

/** Reads what was kept; what is no settings of ours is as if nothing was kept. */
export function parseSettings(text: string | null): Settings {
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(text ?? 'null'))
    // JSON holds no undefined: a key that is there has a value.
    if (parsed.success) return JSON.parse(JSON.stringify(parsed.data))
  } catch {
    // Not JSON: somebody else wrote it. It is overwritten with the next change.
  }
  return { draft: FIRST_DRAFT }
}
