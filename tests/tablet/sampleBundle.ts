import type { WrittenBundle } from '../../src/app/storage/handover/draftBundle.ts'
import { sampleIds } from './tabletKit.ts'

/** A dossier on its way from another tablet of the sample team, as whoever has the tablet's key may write it. */
export const sampleBundle = (draft: Partial<WrittenBundle['draft']> = {}): WrittenBundle => ({
  tramso: 'draft',
  v: 1,
  bundle: 'ab'.repeat(16),
  tenant: sampleIds.tenant,
  team: sampleIds.team,
  from: { device: 'x', label: 'Máy 2', volunteer: 'y', name: 'Lan Mẫu' },
  at: 1,
  draft: {
    id: '70000000-0000-4000-8000-000000000007',
    type: 'dossier',
    title: '',
    at: '',
    groups: { subject: { name: 'Điểu Thử' } },
    baseVersion: 0,
    parent: null,
    createdAt: 1,
    updatedAt: 1,
    owner: '',
    returnNote: null,
    command: 'submit',
    read: null,
    sealed: null,
    ...draft,
  },
})
