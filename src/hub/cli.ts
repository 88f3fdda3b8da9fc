import { answerChallenge } from './cli/answerChallenge.ts'
import { UsageError } from './cli/arguments.ts'
import { backup, move } from './cli/backup.ts'
import { breachList } from './cli/breach.ts'
import { doctor } from './cli/doctor.ts'
import { enrolToken } from './cli/enrolToken.ts'
import { importFile } from './cli/importFile.ts'
import { makeCommune } from './cli/makeCommune.ts'
import { type Output, terminal } from './cli/Output.ts'
import { disableOfficer, enableOfficer, resetPassword } from './cli/officers.ts'
import { clips, publish, withdraw } from './cli/packs.ts'
import { passkeys, removePasskey } from './cli/passkeys.ts'
import { addOfficer, addVolunteer } from './cli/people.ts'
import { addHamlet, addTeam, renameTeam, renameUnit } from './cli/places.ts'
import { receipts } from './cli/receipts.ts'
import { recoveryDrill, recoverySheet } from './cli/recovery.ts'
import { restore } from './cli/restore.ts'
import { rotateKeys } from './cli/rotateKeys.ts'
import { setupLink } from './cli/setupLink.ts'
import { setupState } from './cli/setupState.ts'
import { show } from './cli/show.ts'
import { approveTablet, lostTablet, refuseTablet, revokeTablet } from './cli/tablets.ts'
import { removeVolunteer, resetPin } from './cli/team.ts'
import { tls } from './cli/tls.ts'
import { verifyAuditCommand } from './cli/verifyAuditCommand.ts'
import { verifyReceipt } from './cli/verifyReceipt.ts'
import { CommandError } from './cli/withHub.ts'
import { explain } from './explain.ts'
import { say } from './words.ts'

const commands: Readonly<Record<string, (args: readonly string[], out: Output) => Promise<number>>> = {
  'setup-link': setupLink,
  'make-commune': makeCommune,
  'setup-state': setupState,
  show,
  'add-hamlet': addHamlet,
  'rename-unit': renameUnit,
  'add-team': addTeam,
  'rename-team': renameTeam,
  'add-volunteer': addVolunteer,
  'remove-volunteer': removeVolunteer,
  'reset-pin': resetPin,
  'answer-challenge': answerChallenge,
  'add-officer': addOfficer,
  'disable-officer': disableOfficer,
  'enable-officer': enableOfficer,
  'reset-password': resetPassword,
  passkeys,
  'remove-passkey': removePasskey,
  'enrol-token': enrolToken,
  'approve-tablet': approveTablet,
  'refuse-tablet': refuseTablet,
  'revoke-tablet': revokeTablet,
  'report-lost': lostTablet,
  'breach-list': breachList,
  'publish-pack': publish,
  'withdraw-pack': withdraw,
  clips,
  'import-file': importFile,
  doctor,
  receipts,
  tls,
  'recovery-sheet': recoverySheet,
  'recovery-drill': recoveryDrill,
  backup,
  restore,
  move,
  'rotate-keys': rotateKeys,
  'verify-receipt': verifyReceipt,
  'verify-audit': verifyAuditCommand,
}

/** Run one command; resolves with the exit code: 0 done, 1 refused or not valid, 2 not understood. */
async function run([name, ...args]: readonly string[], out: Output): Promise<number> {
  if (name === undefined || name === '--help' || args.includes('--help')) {
    out.say(say('helpCli'))
    out.say(say('helpBackup'))
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  try {
    if (!command) throw new UsageError('unknownCommand', { command: name })
    return await command(args, out)
  } catch (error) {
    if (error instanceof UsageError) {
      out.complain(say(error.word, error.data))
      return 2
    }
    const { line, exitCode } = error instanceof CommandError ? { line: error.message, exitCode: 1 } : explain(error)
    out.complain(line)
    return exitCode
  }
}

process.exitCode = await run(process.argv.slice(2), terminal)
