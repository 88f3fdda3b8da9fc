import {
  householdsSchema,
  importedSchema,
  movedSchema,
  roundsSchema,
  unitsSchema,
  volunteersSchema,
} from '../features/rounds/roundsAnswers.ts'
import type { RoundsPort } from '../features/rounds/roundsPort.ts'
import { anyAnswer, type DeskApi } from './deskApi.ts'

const root = '/api/desk'
/** A long list is written row by row, under one lock. */
const listPatienceMs = 120_000

/** Rounds and households over the desk's API. */
export const roundsOf = (api: DeskApi, now: () => number): RoundsPort => ({
  rounds: () => api.get(`${root}/rounds`, roundsSchema),
  households: (hamlet) => api.get(`${root}/hamlets/${encodeURIComponent(hamlet)}/households`, householdsSchema),
  units: () => api.get(`${root}/units`, unitsSchema),
  volunteers: () => api.get(`${root}/volunteers`, volunteersSchema),
  takeList: (hamlet, team, households) =>
    api.post(
      `${root}/hamlets/${encodeURIComponent(hamlet)}/households`,
      { team, households },
      importedSchema,
      listPatienceMs,
    ),
  move: (hamlet, team) =>
    api.post(`${root}/hamlets/${encodeURIComponent(hamlet)}/team`, { team }, movedSchema, listPatienceMs),
  async plan(round) {
    await api.post(`${root}/rounds`, round, anyAnswer)
  },
  async setGoal({ team, ...goal }) {
    await api.post(`${root}/teams/${encodeURIComponent(team)}/goal`, goal, anyAnswer)
  },
  now,
})
