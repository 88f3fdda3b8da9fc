import { BigCode } from './BigCode.tsx'

export const examples = {
  'To copy by hand': () => (
    <div class="cluster">
      <BigCode label="Mã của bà con" code="TS-4K7QP-2" />
      <BigCode label="Mã của máy này" code="482 913" />
    </div>
  ),
}
