import { admitPhoto } from '../../src/hub/photos/admitPhoto.ts'
import type { PhotoPorts } from '../../src/hub/photos/PhotoPorts.ts'
import { receiptOf, takePhoto } from '../../src/hub/photos/takePhoto.ts'
import { Problem } from '../../src/protocol/problems.ts'

const nameOf = (tenant: string, device: string, id: string) => `${tenant} ${device} ${id}`

/** Half photos and the end of whole ones, as `PhotoUploads` keeps them, without tus and without a disk. */
export class MemoryUploads {
  readonly parts = new Map<string, Uint8Array>()

  unfinished(tenant: string, device: string, ids: readonly string[]): string[] {
    return ids.filter((id) => this.parts.has(nameOf(tenant, device, id)))
  }

  /** How many bytes of it are here. */
  held(tenant: string, device: string, id: string): number {
    return this.parts.get(nameOf(tenant, device, id))?.length ?? 0
  }

  /**
   * Bytes from `offset` on, as many as came; the receipt once the photo is whole. Throws `Problem` as the hub answers.
   */
  async send(ports: PhotoPorts, authorization: string, offset: number, bytes: Uint8Array): Promise<string | null> {
    const { claim, isStored } = await admitPhoto(ports, authorization)
    if (isStored) return receiptOf(ports, claim)
    const name = nameOf(claim.tenant, claim.device, claim.id)
    const before = offset === 0 ? new Uint8Array(0) : (this.parts.get(name) ?? new Uint8Array(0))
    if (before.length !== offset) throw new Problem('conflict')
    const whole = new Uint8Array([...before, ...bytes])
    this.parts.set(name, whole)
    if (whole.length < claim.length) return null
    try {
      const receipt = await takePhoto(ports, claim, whole)
      this.parts.delete(name)
      return receipt
    } catch (error) {
      if (error instanceof Problem && (error.code === 'bad-photo' || error.code === 'ended')) this.parts.delete(name)
      throw error
    }
  }
}
