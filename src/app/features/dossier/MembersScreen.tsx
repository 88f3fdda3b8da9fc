import { useState } from 'preact/hooks'
import { answersOfGroups, memberKeys, validateAnswers } from '../../../domain/formAnswers.ts'
import { membersOf } from '../../../domain/formDefinition.ts'
import { movedKey } from '../../../domain/repeatedGroups.ts'
import { t } from '../../i18n/i18n.ts'
import { Shared, SharedKey, sharedError } from '../../resident/Shared.tsx'
import { Button } from '../../ui/button/Button.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { DossierMissing } from './DossierMissing.tsx'
import { DossierPage } from './DossierPage.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'
import { MemberRow } from './MemberRow.tsx'
import { memberName } from './memberWords.ts'
import { newMemberKey } from './newMemberKey.ts'
import { RemoveMember } from './RemoveMember.tsx'
import './members.css'

/** The people that the form lists: added, taken out and put in order, each by itself (decision 010). */
export function MembersScreen(props: DossierScreenProps) {
  const { work, form, go, goNext, hrefOf } = props
  const members = membersOf(form)
  const [asked, setAsked] = useState<string | null>(null)
  const [errors, setErrors] = useState<FieldError[]>([])
  if (!members) return <DossierMissing why="gone" />
  const answers = answersOfGroups(work.draft.groups)
  const keys = memberKeys(answers)
  const nameOf = (key: string) => memberName(members, answers, key, keys.indexOf(key))
  const problems = validateAnswers(form, answers)
  const problemOf = (key: string) => problems.find(({ path }) => path.startsWith(`${key}.`))

  function next() {
    const tooMany = problems.find(({ path }) => path === 'members')
    const found = [
      ...keys
        .filter((key) => problemOf(key))
        .map((key) => ({
          fieldId: `edit-${key}`,
          text: `${nameOf(key)}: ${t(`form:problem.${problemOf(key)?.code}`)}`,
        })),
      ...(tooMany ? [sharedError('add-member', `form:problem.${tooMany.code}`)] : []),
    ]
    setErrors(found)
    if (found.length === 0) goNext()
  }

  function remove(key: string) {
    const fields = Object.keys(work.draft.groups[key] ?? {})
    work.set({ [key]: Object.fromEntries(fields.map((field) => [field, null])) })
    void work.flush()
    setErrors([])
    setAsked(null)
  }

  return (
    <DossierPage {...props} errors={errors} onNext={next} nextText={<SharedKey of="dossier:members.after" />}>
      <Title>
        <Shared text={members.question} />
      </Title>
      {members.help && (
        <p class="lead">
          <SharedKey of={`form:help.${members.help}`} />
        </p>
      )}
      <p class="muted" role="status">
        <SharedKey
          of={keys.length === 0 ? 'dossier:members.none' : 'dossier:members.count'}
          values={{ count: keys.length }}
        />
      </p>
      <ol class="members">
        {keys.map((key, at) => (
          <MemberRow
            key={key}
            id={`edit-${key}`}
            members={members}
            answers={answers}
            memberKey={key}
            at={at}
            isLast={at === keys.length - 1}
            href={hrefOf(`member/${key}`)}
            problem={problemOf(key) && t(`form:problem.${problemOf(key)?.code}`)}
            onMove={(by) => {
              work.set({ memberOrder: { keys: movedKey(keys, key, by) } })
              void work.flush()
            }}
            onRemove={() => setAsked(key)}
          />
        ))}
      </ol>
      {keys.length < members.most ? (
        <div id="add-member" tabIndex={-1}>
          <Button size="big" icon="plus" onClick={() => go(`member/${newMemberKey(keys)}`)}>
            <SharedKey of={keys.length === 0 ? 'dossier:members.addFirst' : 'dossier:members.add'} />
          </Button>
        </div>
      ) : (
        <p id="add-member" tabIndex={-1}>
          <SharedKey of="dossier:members.full" values={{ most: members.most }} />
        </p>
      )}
      <RemoveMember
        name={asked === null ? null : nameOf(asked)}
        onKeep={() => setAsked(null)}
        onRemove={() => asked !== null && remove(asked)}
      />
    </DossierPage>
  )
}
