import { expect, test } from 'vitest'
import { emptyPicture } from '../emulator/folds/extend-picture.ts'
import type { Picture } from '../emulator/folds/picture.ts'
import { lackedModule } from './lacking.ts'

function picture(functionError: 'Unhandled' | null, module: string | null, environment = 'env-1'): Picture {
  const notices = module === null ? [] : [{ kind: 'missing-module', module, engine: 'WebContainer' }]
  const invocations = [{ ended: { functionError }, throttle: null, environment }]
  return { ...emptyPicture(), invocations, environments: [{ id: 'env-1', notices }] } as unknown as Picture
}

test('a module is lacking while the last answer failed, in an environment that missed it', () => {
  expect(lackedModule(picture('Unhandled', 'net'))).toBe('net')
  expect(lackedModule(picture(null, 'net')), 'the function went on without it').toBeNull()
  expect(lackedModule(picture('Unhandled', null)), 'another error').toBeNull()
  expect(lackedModule(picture('Unhandled', 'net', 'env-2')), 'an environment that missed nothing').toBeNull()
  expect(lackedModule(emptyPicture())).toBeNull()
})
