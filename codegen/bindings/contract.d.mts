/** Who acts: an index that the program hands out, from 0. */
export type Party = number;

/** An exact number of a unit: `units` counts 10^-scale of it. It prints as a decimal number; compute with `units`. */
export declare class Quantity<Unit extends string = string, Scale extends number = number> {
  readonly units: bigint;
  readonly unit: Unit;
  readonly scale: Scale;
  constructor(units: bigint, unit: Unit, scale: Scale);
  /** "1_000.5" or "1000.5 USD". Throws where it is no such number, too fine for the scale, or beyond 128 bits. */
  static parse<Unit extends string, Scale extends number>(text: string, unit: Unit, scale: Scale): Quantity<Unit, Scale>;
  toString(): string;
  toJSON(): string;
}

/** What stands for a quantity in a call: a decimal string, a bigint that counts 10^-Scale of the unit, or a Quantity. */
export type Amount<Unit extends string, Scale extends number> = string | bigint | Quantity<Unit, Scale>;

/** Where a scan finds a row, as the number that it goes by grows: below a value, or from one on. */
export type Threshold<Unit extends string, Scale extends number> =
  | { readonly found: 'never' | 'always' }
  | { readonly found: 'below' | 'from'; readonly at: Quantity<Unit, Scale> };

/** What a compiled contract may be loaded from; without it, the .wasm file beside the module. */
export type Source = string | URL | Response | ArrayBuffer | ArrayBufferView | WebAssembly.Module;

