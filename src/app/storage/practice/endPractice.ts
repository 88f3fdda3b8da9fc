import Dexie from 'dexie'
import { practicePlace } from './practicePlace.ts'

/**
 * Takes all of practice off the disk. Whoever typed a real person there by mistake leaves nothing: its PIN is known to everyone. A tab
 * that still practises is told, and lets go.
 */
export const endPractice = (): Promise<void> => Dexie.delete(practicePlace)
