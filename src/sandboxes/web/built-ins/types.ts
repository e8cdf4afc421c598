/** `util.types`: what a value is, by what only such a value bears. */

/** True where `probe`, a method or getter of the kind, accepts the value as its own. */
const bears =
  (probe: unknown, ...values: unknown[]) =>
  (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || typeof probe !== 'function') return false
    try {
      Reflect.apply(probe, value, values)
      return true
    } catch {
      // Not of that kind: the probe refuses any other.
      return false
    }
  }

const getter = (prototype: object, key: PropertyKey): unknown => Reflect.getOwnPropertyDescriptor(prototype, key)?.get
const tagged = (tag: string) => (value: unknown) => Object.prototype.toString.call(value) === `[object ${tag}]`
const typedArrayName = getter(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag)
const typedArray = (name: string) => (value: unknown) =>
  ArrayBuffer.isView(value) && typeof typedArrayName === 'function' && typedArrayName.call(value) === name

const isArrayBuffer = bears(getter(ArrayBuffer.prototype, 'byteLength'))
const isSharedArrayBuffer = tagged('SharedArrayBuffer')
const boxes = {
  isNumberObject: bears(Number.prototype.valueOf),
  isStringObject: bears(String.prototype.valueOf),
  isBooleanObject: bears(Boolean.prototype.valueOf),
  isBigIntObject: bears(BigInt.prototype.valueOf),
  isSymbolObject: bears(Symbol.prototype.valueOf),
}

/** The checks; `isProxy` comes from the host, which sees proxies made. */
export function createTypes(
  isProxy: (value: unknown) => boolean,
): Readonly<Record<string, (value: unknown) => boolean>> {
  return {
    ...boxes,
    isBoxedPrimitive: value => Object.values(boxes).some(is => is(value)),
    isDate: bears(Date.prototype.getTime),
    isRegExp: tagged('RegExp'),
    isMap: bears(getter(Map.prototype, 'size')),
    isSet: bears(getter(Set.prototype, 'size')),
    isWeakMap: bears(WeakMap.prototype.has, {}),
    isWeakSet: bears(WeakSet.prototype.has, {}),
    isMapIterator: tagged('Map Iterator'),
    isSetIterator: tagged('Set Iterator'),
    isPromise: value => value instanceof Promise,
    isNativeError: value => value instanceof Error,
    isArgumentsObject: tagged('Arguments'),
    isAsyncFunction: tagged('AsyncFunction'),
    isGeneratorFunction: value => tagged('GeneratorFunction')(value) || tagged('AsyncGeneratorFunction')(value),
    isGeneratorObject: tagged('Generator'),
    isModuleNamespaceObject: tagged('Module'),
    isArrayBuffer,
    isSharedArrayBuffer,
    isAnyArrayBuffer: value => isArrayBuffer(value) || isSharedArrayBuffer(value),
    isArrayBufferView: value => ArrayBuffer.isView(value),
    isDataView: bears(getter(DataView.prototype, 'byteLength')),
    isTypedArray: value => ArrayBuffer.isView(value) && !(value instanceof DataView),
    ...Object.fromEntries(
      ['Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'Int8Array', 'Int16Array', 'Int32Array']
        .concat(['Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'])
        .map(name => [`is${name}`, typedArray(name)]),
    ),
    isExternal: () => false,
    isProxy,
  }
}
