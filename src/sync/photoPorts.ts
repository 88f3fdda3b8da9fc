import type { Bytes } from '../crypto/CryptoPort.ts'
import type { PhotosStatement } from '../protocol/photoStatements.ts'
import type { HubResponse } from './ports.ts'

/** A photo whose turn it is. */
export interface PhotoToSend {
  /** hex */
  id: string
  length: number
  /** so many bytes of it the hub was last known to have */
  held: number
}

/** What sending photos needs of the tablet's disk. Every method is one transaction. */
export interface PhotoStore {
  /** What is to be sent, oldest first: its item has a receipt that counts in the epoch of now (SPEC PHO-4, EPO-1). */
  toSend(): Promise<PhotoToSend[]>
  /** Ids of all photos that are kept here and that an item names, refused ones too. */
  kept(): Promise<string[]>
  /** The sealed form; null when it is gone. */
  sealed(id: string): Promise<Bytes | null>
  /** The hub has so many bytes of it. False when that is nothing new. */
  takeHeld(id: string, bytes: number): Promise<boolean>
  /** A verified receipt came (SPEC PHO-5). */
  takeReceipt(id: string): Promise<void>
  /**
   * A verified answer to what was asked (SPEC PHO-7, PHO-10): what is stored, what must be sent again, what may go. One that was
   * refused is sent again only when it was asked about. Gives the ids that the hub wants and that are not here.
   */
  takeStatement(asked: readonly string[], said: PhotosStatement): Promise<string[]>
  /** It was refused, by a word without a signature: kept, shown, and not sent again before it is asked about. */
  refuse(id: string, problem: string): Promise<void>
  /** Its bytes are no longer here. */
  end(id: string): Promise<void>
  /** When all that is kept was last asked about, by the hub's clock, and in which epoch; null before. */
  lastAsked(): Promise<{ now: number; epoch: number } | null>
  putAsked(asked: { now: number; epoch: number }): Promise<void>
}

/** An answer of the hub to an upload; whole, it bears the receipt. */
export interface PhotoAnswer extends HubResponse {
  receipt: string | null
}

export interface PhotoLine {
  /**
   * Send a photo by tus (SPEC PHO-4); with `isBegun` from where the hub has it, which `onHeld` tells. Throws `LineError`.
   */
  send(
    photo: { id: string; sealed: Bytes; authorization: string; isBegun: boolean },
    options: { timeoutMs: number; signal: AbortSignal; onHeld: (bytes: number) => void },
  ): Promise<PhotoAnswer>
}

/** What a person allows a photo to cost. */
export interface PhotoBudget {
  allows(bytes: number): Promise<boolean>
  spend(bytes: number): Promise<void>
}

export interface PhotoSync {
  store: PhotoStore
  line: PhotoLine
  budget: PhotoBudget
}
