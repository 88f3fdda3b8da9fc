import { useState } from 'preact/hooks'
import { type ListProblem, type ReadList, readHouseholdList } from '../../../domain/householdList.ts'
import { localDay } from '../../../domain/localDay.ts'
import { parsePartialDate } from '../../../domain/partialDate.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { FileChoice } from '../../ui/fileChoice/FileChoice.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Table } from '../../ui/table/Table.tsx'
import { useForm } from '../../ui/useForm.ts'
import { ListFileError, type ListFileProblem, readListFile } from './readListFile.ts'
import type { DeskHousehold } from './roundsAnswers.ts'
import { useRounds } from './roundsPort.ts'
import { TeamOfHamlet, type Teams, teamsFor } from './TeamOfHamlet.tsx'

/** So many bad rows are told; who has mended them is told the next. */
const mostShown = 200

type Step =
  | { kind: 'none' }
  | { kind: 'unread'; problem: ListFileProblem }
  | { kind: 'read'; list: ReadList; file: string }
  | { kind: 'taken'; made: number; known: number; added: number }

interface Props {
  hamlet: string
  units: Teams
  /** the houses that it has */
  there: readonly Pick<DeskHousehold, 'number' | 'head' | 'team'>[]
  onTaken: () => Promise<void>
}

/** A list of households out of a spreadsheet: checked here, every bad row named, and taken whole or not at all. */
export function ListImport({ hamlet, units, there, onTaken }: Props) {
  const port = useRounds()
  const [step, setStep] = useState<Step>({ kind: 'none' })
  const [chosen, setTeam] = useState('')
  const team = chosen || there[0]?.team || teamsFor(units, hamlet)[0]?.id || ''
  const { failed, busy, send } = useForm(errorLine, onTaken)

  async function read(file: File) {
    const today = parsePartialDate(localDay(port.now()))
    try {
      const table = await readListFile(file)
      if (today.ok) setStep({ kind: 'read', list: readHouseholdList(table, today.date, there), file: file.name })
    } catch (error) {
      setStep({ kind: 'unread', problem: error instanceof ListFileError ? error.code : 'notAList' })
    }
  }

  async function take({ households }: ReadList) {
    await send(async () => {
      const taken = await port.takeList(hamlet, team, households)
      setStep({ kind: 'taken', ...taken })
    })
  }

  return (
    <section class="stack" aria-labelledby="list-import">
      <h2 id="list-import">{t('rounds:list.title')}</h2>
      <p class="measure">{t('rounds:list.lead')}</p>
      <FileChoice
        id="list-file"
        text={t('rounds:list.choose')}
        hint={t('rounds:list.columns')}
        accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onFiles={([file]) => file && void read(file)}
      />
      <div role="status" class="stack">
        {step.kind === 'unread' && <Notice tone="warning">{t(`rounds:list.unread.${step.problem}`)}</Notice>}
        {step.kind === 'taken' && (
          <Notice tone="done">
            {t('rounds:list.taken', { made: step.made, known: step.known, added: step.added })}
          </Notice>
        )}
        {step.kind === 'read' && <Report file={step.file} list={step.list} />}
      </div>
      {failed && (
        <Notice tone="warning" live>
          {failed}
        </Notice>
      )}
      {step.kind === 'read' && step.list.problems.length === 0 && (
        <>
          <TeamOfHamlet id="list-team" units={units} hamlet={hamlet} value={team} onChange={setTeam} />
          <div>
            <Button variant="primary" disabled={busy || team === ''} onClick={() => void take(step.list)}>
              {busy ? t('rounds:list.taking') : t('rounds:list.take', { count: step.list.households.length })}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

function Report({ file, list }: { file: string; list: ReadList }) {
  const { problems, ignored, households, people } = list
  return (
    <>
      {ignored.length > 0 && <p class="muted">{t('rounds:list.ignored', { columns: ignored.join(', ') })}</p>}
      {problems.length === 0 ? (
        <Notice tone="done">{t('rounds:list.fine', { file, households: households.length, people })}</Notice>
      ) : (
        <>
          <Notice tone="warning">{t('rounds:list.bad', { count: problems.length })}</Notice>
          <Problems problems={problems.slice(0, mostShown)} />
        </>
      )}
    </>
  )
}

function Problems({ problems }: { problems: readonly ListProblem[] }) {
  return (
    <Table
      caption={t('rounds:list.problems')}
      columns={[
        { id: 'row', title: t('rounds:list.row'), figures: true },
        { id: 'column', title: t('rounds:list.column') },
        { id: 'what', title: t('rounds:list.what') },
      ]}
      emptyText=""
      rows={problems.map(({ row, column, code }, at) => ({
        id: `${row}-${column}-${code}-${at}`,
        cells: {
          row,
          column: column === null ? '' : t(`rounds:list.name.${column}`),
          what: t(`rounds:list.problem.${code}`),
        },
      }))}
    />
  )
}
