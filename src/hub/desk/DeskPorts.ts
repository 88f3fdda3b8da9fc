import type { HubStore } from '../store/HubStore.ts'

/** What the desk's decisions work with; they open no item. */
export interface DeskPorts {
  store: HubStore
  now(): number
}

/** Who acts at the desk, as the session says. */
export interface DeskActor {
  tenant: string
  officer: string
}
