import { answersOfGroups, questionsOf, validateAnswers } from '../../../domain/formAnswers.ts'
import { formById } from '../../../domain/formsPack.ts'
import { papersForDesk } from '../../../domain/paperChecklist.ts'
import { formatDay } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { DraftNote } from '../../resident/ReaderNote.tsx'
import { SaidKey } from '../../resident/Said.tsx'
import { Shared, SharedKey } from '../../resident/Shared.tsx'
import { groupValue } from '../../storage/groupValue.ts'
import type { Draft } from '../../storage/ports.ts'
import { useDraft } from '../../storage/useDraft.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { BigCode } from '../../ui/bigCode/BigCode.tsx'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { QrCode } from '../../ui/qrCode/QrCode.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { TopBar } from '../../ui/topBar/TopBar.tsx'
import { CallButton } from './CallButton.tsx'
import './kioskSlip.css'
import { useKiosk } from './kioskContext.ts'

/** How long the hub lets a slip open its draft (SPEC KSK-5). */
const days = 7
const dayMs = 86_400_000

/** What a resident takes along to go on elsewhere: no name and no number of theirs, on paper or in a photograph. */
export function SlipScreen({ id = '' }: { id?: string }) {
  const load = useDraft(id)
  const { kiosk, next } = useKiosk()
  usePageTitle(t('kiosk:slip.title'))
  if (load.kind === 'loading') return <Busy text={t('common:loading')} />
  const slip = kiosk.begun().find((one) => one.id === id)?.slip
  const draft = load.kind === 'open' ? load.work.draft : null
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TopBar title={t('kiosk:slip.title')} />}
      help={<CallButton />}
      actions={
        <>
          <Button size="big" icon="arrowLeft" href={`/field/dossier/${id}`}>
            <SaidKey of="kiosk:home.goOn" />
          </Button>
          {slip && (
            <Button size="big" icon="document" onClick={() => window.print()}>
              <SaidKey of="kiosk:slip.print" />
            </Button>
          )}
          <Button size="big" variant="primary" icon="check" onClick={next}>
            <SaidKey of="kiosk:slip.done" />
          </Button>
        </>
      }
    >
      <Title>
        <SaidKey of={slip ? 'kiosk:slip.title' : 'kiosk:slip.notYet'} />
      </Title>
      <DraftNote of="kiosk:slip.title" />
      {slip && draft ? (
        <article class="kiosk-slip">
          <p class="lead">
            <SaidKey of="kiosk:slip.lead" />
          </p>
          <div class="kiosk-slip__codes">
            <div class="stack">
              <BigCode label={<SharedKey of="kiosk:slip.code" />} code={slip.code} />
              <BigCode
                label={<SharedKey of="kiosk:slip.secret" />}
                code={`${slip.secret.slice(0, 4)} ${slip.secret.slice(4)}`}
              />
            </div>
            <QrCode text={`${slip.code} ${slip.secret}`} label={t('kiosk:slip.qr')} />
          </div>
          <Missing groups={draft.groups} />
          <WhereAndWhen />
        </article>
      ) : (
        <p class="lead">
          <SaidKey of="kiosk:slip.notYetText" />
        </p>
      )}
    </Screen>
  )
}

/** What is still to be answered or brought: how much, never what was said. */
function Missing({ groups }: { groups: Draft['groups'] }) {
  const form = formById(groupValue(groups, 'dossier', 'about').formId ?? '')
  if (!form) return null
  const answers = answersOfGroups(groups)
  const asked = new Set(questionsOf(form, answers).map(({ path }) => path))
  const open = validateAnswers(form, answers).filter(({ path }) => asked.has(path)).length
  const { missing } = papersForDesk(form, answers, groupValue(groups, 'dossier', 'papers'))
  return (
    <section class="stack stack--tight">
      <h2>
        <Shared text={form.name} />
      </h2>
      <p>
        <SharedKey of={open === 0 ? 'kiosk:slip.answered' : 'kiosk:slip.open'} values={{ count: open }} />
      </p>
      {missing.length > 0 && (
        <>
          <p>
            <SharedKey of="kiosk:slip.papers" />
          </p>
          <ul>
            {missing.map((paper) => (
              <li key={paper.id}>
                <Shared text={paper.label} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** At the desk, or with the team, until the hub's clock says that it is over; the tablet knows how far its own is off. */
function WhereAndWhen() {
  const { device, sync, now } = usePorts()
  const place = useWatch(device.state)
  const { clockOffset } = useWatch(sync.status)
  const until = new Date(now() + (clockOffset ?? 0) + days * dayMs)
  const day = `${until.getFullYear()}-${String(until.getMonth() + 1).padStart(2, '0')}-${String(until.getDate()).padStart(2, '0')}`
  return (
    <section class="stack stack--tight">
      <h2>
        <SharedKey of="kiosk:slip.where" />
      </h2>
      <p>
        <SharedKey of="kiosk:slip.desk" values={{ unit: place.kind === 'ready' ? place.unitName : '' }} />
      </p>
      <p>
        <SharedKey of="kiosk:slip.team" />
      </p>
      <p>
        <strong>
          <SharedKey of="kiosk:slip.until" values={{ day: formatDay(day) }} />
        </strong>
      </p>
      <p>
        <SharedKey of="kiosk:slip.keep" />
      </p>
    </section>
  )
}
