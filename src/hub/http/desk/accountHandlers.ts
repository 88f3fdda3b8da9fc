import type { Context, Hono } from 'hono'
import { Problem } from '../../../protocol/problems.ts'
import { addPasskey, beginPasskey, removePasskey } from '../../enrol/addPasskey.ts'
import { changeOwnPassword } from '../../enrol/changeOfficer.ts'
import { confirmPassword, openSession, type SignedIn } from '../../enrol/officerSession.ts'
import { signInByPasskey, signInOptions } from '../../enrol/passkeySignIn.ts'
import { passkeySite } from '../../enrol/passkeySite.ts'
import { subnetOf } from '../address.ts'
import type { HttpEnv, HttpPorts } from '../HttpPorts.ts'
import { readJson } from '../readBody.ts'
import {
  accountRoutes,
  addPasskeyBody,
  beginPasskeyBody,
  changePasswordBody,
  passkeyLoginBody,
  removePasskeyBody,
} from './accountRoutes.ts'
import { giveSession, mustBeOwnPage } from './deskSession.ts'
import { onRoute } from './onRoute.ts'

/** The officer's own password and passkeys (decision 018). */
export function accountHandlers(app: Hono<HttpEnv>, ports: HttpPorts): void {
  const { enrol, limits, clients, signIns, officeUrl } = ports
  const site = passkeySite(officeUrl)
  const mustHaveSite = () => {
    if (!site) throw new Problem('not-found', { what: 'passkey-site' })
    return site
  }
  async function confirm(context: Context<HttpEnv>, who: SignedIn, password: string): Promise<void> {
    const address = clients.addressOf(context)
    await limits.count('login', address)
    await confirmPassword(enrol, signIns, who, password, subnetOf(address))
  }
  async function account({ tenant, officer }: SignedIn) {
    const rows = await enrol.store.inTenant(tenant, (tx) => tx.passkeys(officer.id))
    const passkeys = rows.map(({ id, label, createdAt, lastUsedAt, blockedAt }) => ({
      id,
      label,
      createdAt,
      lastUsedAt,
      blockedAt,
    }))
    return { name: officer.name, site: site?.rpId ?? null, passkeys }
  }

  onRoute(app, ports, accountRoutes.account, async (context, who) => context.json(await account(who)))

  onRoute(app, ports, accountRoutes.changePassword, async (context, who) => {
    const { password, next } = await readJson(context.req.raw, changePasswordBody)
    await confirm(context, who, password)
    const changed = await changeOwnPassword(enrol, who.tenant, who.officer.id, next)
    const session = await openSession(enrol, who.tenant, changed, { by: 'change-password' })
    giveSession(context, officeUrl, session.cookie)
    return context.json({})
  })

  onRoute(app, ports, accountRoutes.beginPasskey, async (context, who) => {
    const { password } = await readJson(context.req.raw, beginPasskeyBody)
    const own = mustHaveSite()
    await confirm(context, who, password)
    return context.json(await beginPasskey(enrol, own, who))
  })

  onRoute(app, ports, accountRoutes.addPasskey, async (context, who) => {
    const { label, response } = await readJson(context.req.raw, addPasskeyBody)
    await addPasskey(enrol, mustHaveSite(), who, { ...response, clientExtensionResults: {} }, label)
    return context.json(await account(who))
  })

  onRoute(app, ports, accountRoutes.removePasskey, async (context, who) => {
    const { id } = await readJson(context.req.raw, removePasskeyBody)
    await removePasskey(enrol, who.tenant, `officer:${who.officer.id}`, who.officer.id, id)
    const session = await openSession(enrol, who.tenant, who.officer, { by: 'remove-passkey' })
    giveSession(context, officeUrl, session.cookie)
    return context.json(await account(who))
  })

  app.post(accountRoutes.passkeyOptions.path, async (context) => {
    mustBeOwnPage(context, officeUrl)
    return context.json(await signInOptions(enrol, mustHaveSite()))
  })

  app.post(accountRoutes.passkeyLogin.path, async (context) => {
    mustBeOwnPage(context, officeUrl)
    const address = clients.addressOf(context)
    await limits.count('login', address)
    const { response } = await readJson(context.req.raw, passkeyLoginBody)
    const shown = { ...response, clientExtensionResults: {} }
    const signedIn = await signInByPasskey(enrol, signIns, mustHaveSite(), shown, subnetOf(address))
    giveSession(context, officeUrl, signedIn.cookie)
    return context.json({ expiresAt: signedIn.expiresAt })
  })
}
