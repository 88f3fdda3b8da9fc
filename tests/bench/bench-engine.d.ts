/** The page module that run.ts puts in: limit/limitPage.ts, or the product's (productPage.ts). */
declare module 'bench-engine' {
  import type { StandardCase } from './peer/standardCase.ts'
  export function open(): Promise<void>
  export function capture(one: StandardCase): Promise<void>
  export function edit(id: string, helper: string): Promise<void>
  export function syncUp(): Promise<void>
  export function pull(count: number): Promise<void>
  export function count(): Promise<number>
  export function unlockMs(): number
  export function list(n: number): Promise<StandardCase[]>
  /** the limit's alone */
  export const captureSealed: ((one: StandardCase, number: number) => Promise<void>) | undefined
}
