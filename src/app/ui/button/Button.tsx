import type { ComponentChildren } from 'preact'
import { cx } from '../cx.ts'
import { Icon } from '../icon/Icon.tsx'
import type { IconName } from '../icon/iconPaths.ts'
import './button.css'

interface Props {
  children: ComponentChildren
  /** `primary` is the one thing this screen is for; use it once a screen. */
  variant?: 'primary' | 'plain' | 'danger' | 'quiet'
  size?: 'normal' | 'big'
  type?: 'button' | 'submit'
  /** Fills the row on narrow screens and in a column of actions. */
  wide?: boolean
  /** A page of this app; the button is then a link. */
  href?: string | undefined
  /** With `href`: a file to keep, not a page to go to. */
  download?: boolean
  disabled?: boolean
  /** Id of the form that this button sends, when it stands outside of it. */
  form?: string | undefined
  icon?: IconName | undefined
  iconAfter?: IconName | undefined
  /** Words for a reader who cannot see what the button stands beside, e.g. "Sửa họ tên". */
  label?: string | undefined
  pressed?: boolean | undefined
  onClick?: ((event: MouseEvent) => void) | undefined
}

/** A thing to tap, at least `--touch` high. Its text says what happens. */
export function Button(props: Props) {
  const { children, variant = 'plain', size = 'normal', type = 'button', wide, href, icon, iconAfter } = props
  const name = cx('button', `button--${variant}`, size === 'big' && 'button--big', wide && 'button--wide')
  const inside = (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {iconAfter && <Icon name={iconAfter} />}
    </>
  )
  if (href !== undefined) {
    return (
      <a
        class={name}
        href={href}
        download={props.download ? '' : undefined}
        // a file is no page of this app: with a target of its own the router lets it be
        target={props.download ? '_blank' : undefined}
        aria-label={props.label}
        onClick={props.onClick}
      >
        {inside}
      </a>
    )
  }
  return (
    <button
      class={name}
      type={type}
      disabled={props.disabled ?? false}
      form={props.form}
      aria-label={props.label}
      aria-pressed={props.pressed}
      onClick={props.onClick}
    >
      {inside}
    </button>
  )
}
