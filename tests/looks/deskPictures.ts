import { id } from './deskSamples.ts'
import type { Picture } from './pictures.ts'

const steps = ['hamlets', 'teams', 'volunteers', 'sheet', 'drill', 'backups', 'https', 'tablet']
const at = (name: string, to: string, scene = 'busy'): Picture => ({ name: `desk-${name}`, scene, to, page: 'desk' })

/** The desk's pages over made-up answers. */
export const deskPictures: readonly Picture[] = [
  at('fresh', '/setup', 'fresh'),
  at('login', '/office', 'out'),
  at('inbox', '/office'),
  at('inbox-empty', '/office', 'empty'),
  at('case', `/office/cases/${id(1)}`),
  at('conflict', `/office/cases/${id(2)}`),
  at('history', `/office/cases/${id(3)}`),
  at('print', `/office/cases/${id(1)}/print`),
  at('person', `/office/cases/${id(2)}/person`),
  at('devices', '/office/devices'),
  at('devices-empty', '/office/devices', 'empty'),
  at('breach', `/office/devices/${id(51)}/breach`),
  at('attention', '/office/attention'),
  at('attention-empty', '/office/attention', 'empty'),
  at('queue', '/office/queue'),
  at('rounds', '/office/rounds'),
  at('rounds-hamlet', `/office/rounds/${id(62)}`),
  at('hall', `/hall/${id(99)}`, 'out'),
  at('health', '/office/health'),
  at('admin', '/office/admin'),
  at('account', '/office/account'),
  at('hand-over', '/office/hand-over'),
  at('studio', '/office/studio'),
  at('studio-language', '/office/studio/sti'),
  at('studio-guide', '/office/studio/sti/new-phone'),
  at('studio-sentence', '/office/studio/sti/new-phone/1'),
  at('studio-texts', '/office/studio/khm/new-phone/words'),
  at('studio-text', '/office/studio/khm/new-phone/words/1'),
  at('studio-waiting', '/office/studio/sti/new-phone/7'),
  at('setup', '/setup'),
  ...steps.map((step) => at(`setup-${step}`, `/setup/${step}`)),
  at('not-found', '/office/nowhere'),
]
