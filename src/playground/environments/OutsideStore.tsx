/** What lies outside every environment: the store's values, where the function uses it. */
import type { Session } from '../../session/session.ts'
import { useStore } from '../../ui/use-store.ts'
import { sayIn } from '../texts.ts'

/** Characters of a value that are shown. */
const VALUE_SHOWN = 200
const IMPORTS_IT = /(from|import|require\()\s*['"]outside['"]/

export function OutsideStore({ session }: { readonly session: Session }) {
  const { outside } = useStore(session.view.$picture)
  const files = useStore(session.$files)
  const say = sayIn(session.subject.locale)
  if (outside.length === 0 && !Object.values(files).some(text => IMPORTS_IT.test(text))) return null
  const last = Math.max(...outside.map(({ seq }) => seq))
  return (
    <section class="outside" aria-labelledby="outside-title" data-testid="outside">
      <h3 id="outside-title">{say('outside')}</h3>
      {outside.length === 0 ? (
        <p>{say('outsideEmpty')}</p>
      ) : (
        <dl translate={false}>
          {outside.map(({ key, value, by, seq }) => (
            <div key={`${key} ${seq}`}>
              <dt>{key}</dt>
              <dd>
                <span class={seq === last ? 'changed' : undefined}>{value.slice(0, VALUE_SHOWN)}</span>
              </dd>
              <dd>{say('outsideBy', { environment: by })}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
