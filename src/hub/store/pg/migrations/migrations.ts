import { m0001Ground } from './m0001Ground.ts'
import { m0002Intake } from './m0002Intake.ts'
import { m0003Requeue } from './m0003Requeue.ts'
import { m0004SessionOfDevice } from './m0004SessionOfDevice.ts'
import { m0005LastChange } from './m0005LastChange.ts'
import { m0006Expiry } from './m0006Expiry.ts'
import { m0007Safe } from './m0007Safe.ts'
import { m0008Erase } from './m0008Erase.ts'
import { m0009Alarms } from './m0009Alarms.ts'
import { m0010People } from './m0010People.ts'
import { m0011Newest } from './m0011Newest.ts'
import { m0012Kiosk } from './m0012Kiosk.ts'
import { m0013Forks } from './m0013Forks.ts'
import { m0014Photos } from './m0014Photos.ts'
import { m0015Turns } from './m0015Turns.ts'
import { m0016OfficerTries } from './m0016OfficerTries.ts'
import { m0017Packs } from './m0017Packs.ts'
import { m0018Passkeys } from './m0018Passkeys.ts'
import { m0019Calls } from './m0019Calls.ts'
import { m0020Clips } from './m0020Clips.ts'
import { m0021Queue } from './m0021Queue.ts'
import { m0022Translations } from './m0022Translations.ts'
import { m0023Replaced } from './m0023Replaced.ts'
import { m0024Evenings } from './m0024Evenings.ts'
import { m0025Voices } from './m0025Voices.ts'
import { m0026Moved } from './m0026Moved.ts'
import { m0027Sameness } from './m0027Sameness.ts'
import { m0028Seen } from './m0028Seen.ts'

/** Every migration in order: the first is version 1. Append only; never change or remove one that was published. */
export const migrations: readonly string[] = [
  m0001Ground,
  m0002Intake,
  m0003Requeue,
  m0004SessionOfDevice,
  m0005LastChange,
  m0006Expiry,
  m0007Safe,
  m0008Erase,
  m0009Alarms,
  m0010People,
  m0011Newest,
  m0012Kiosk,
  m0013Forks,
  m0014Photos,
  m0015Turns,
  m0016OfficerTries,
  m0017Packs,
  m0018Passkeys,
  m0019Calls,
  m0020Clips,
  m0021Queue,
  m0022Translations,
  m0023Replaced,
  m0024Evenings,
  m0025Voices,
  m0026Moved,
  m0027Sameness,
  m0028Seen,
]
