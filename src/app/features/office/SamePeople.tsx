import { useState } from 'preact/hooks'
import { hasText, t } from '../../i18n/i18n.ts'
import { errorLine, problemDataOf } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Row } from '../../ui/card/Row.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { Fold } from '../../ui/fold/Fold.tsx'
import { Icon } from '../../ui/icon/Icon.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { todoOf } from './caseSteps.ts'
import { procedureName } from './caseWords.ts'
import type { AlikeCase, OpenedCase } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'

/** Other cases of whom this one is about, and those that may be theirs, which an officer joins or keeps apart (decision 033). */
export function SamePeople({ opened }: { opened: OpenedCase }) {
  const port = useOffice()
  const { id } = opened.case
  const { value, error, reload } = useLoad(() => port.alike(id), id)
  const [said, setSaid] = useState<{ tone: 'done' | 'warning'; text: string } | null>(null)

  async function decide(other: string, same: boolean) {
    setSaid(null)
    try {
      await port.decideSame(id, other, same)
      setSaid({ tone: 'done', text: t(same ? 'desk:same.joined' : 'desk:same.parted') })
    } catch (refusal) {
      setSaid({ tone: 'warning', text: refusalLine(refusal) })
    }
    await reload()
  }

  // where it came from and what came of it stands above already
  const shown = new Set([opened.parent?.id, ...opened.children.map((child) => child.id)])
  const alike = (value ?? []).filter(({ id: one }) => !shown.has(one))
  const known = alike.filter(({ by }) => by === 'together' || by === 'decided')
  const maybe = alike.filter(({ by }) => by === 'maybe')
  const apart = alike.filter(({ by }) => by === 'apart')
  if (error === undefined && said === null && alike.length === 0) return null
  return (
    <section class="case-group no-print" aria-labelledby="same-title">
      <h2 id="same-title">{t('desk:same.title')}</h2>
      {said && (
        <Notice tone={said.tone} live>
          {said.text}
        </Notice>
      )}
      {error !== undefined && <Notice tone="warning">{errorLine(error)}</Notice>}
      {known.length > 0 && (
        <ul class="rows">
          {known.map((one) => (
            <li key={one.id} class="stack stack--tight">
              <AlikeRow one={one} />
              {one.by === 'decided' && (
                <div class="cluster">
                  <Button
                    variant="quiet"
                    label={t('desk:same.partOne', { code: one.shortCode })}
                    onClick={() => void decide(one.id, false)}
                  >
                    {t('desk:same.part')}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {maybe.length > 0 && (
        <>
          <Notice tone="help" title={t('desk:same.maybe', { count: maybe.length })}>
            {t('desk:same.maybeText')}
          </Notice>
          <ul class="rows">
            {maybe.map((one) => (
              <li key={one.id} class="stack stack--tight">
                <AlikeRow one={one} />
                <div class="cluster">
                  <Button
                    label={t('desk:same.joinOne', { code: one.shortCode })}
                    onClick={() => void decide(one.id, true)}
                  >
                    {t('desk:same.join')}
                  </Button>
                  <Button
                    variant="quiet"
                    label={t('desk:same.otherOne', { code: one.shortCode })}
                    onClick={() => void decide(one.id, false)}
                  >
                    {t('desk:same.other')}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      {apart.length > 0 && (
        <Fold title={t('desk:same.apart', { count: apart.length })}>
          <ul class="rows">
            {apart.map((one) => (
              <li key={one.id} class="stack stack--tight">
                <AlikeRow one={one} />
                <div class="cluster">
                  <Button
                    variant="quiet"
                    label={t('desk:same.joinOne', { code: one.shortCode })}
                    onClick={() => void decide(one.id, true)}
                  >
                    {t('desk:same.join')}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </section>
  )
}

function refusalLine(refusal: unknown): string {
  const key = `desk:same.refused.${problemDataOf(refusal).reason}`
  return hasText(key) ? t(key) : errorLine(refusal)
}

/** The dots and digits of a number stay on one line. */
const tailOf = ({ idTail }: AlikeCase) => idTail?.replaceAll(' ', '\u00a0') ?? t('desk:same.noNumber')

function AlikeRow({ one }: { one: AlikeCase }) {
  const { todo, tone } = todoOf(one)
  return (
    <Row
      href={`/office/cases/${one.id}`}
      title={one.title || t('common:unnamed')}
      detail={[procedureName(one.type, one.procedure), one.shortCode, tailOf(one)].join(' · ')}
      mark={<Icon name={one.type === 'dossier' ? 'document' : 'phone'} />}
      tag={<Tag tone={tone} text={t(`desk:todo.${todo}`)} />}
    />
  )
}
