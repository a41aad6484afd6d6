import type { ComponentType, LazyExoticComponent, ReactNode } from 'react'
import type { Ability } from '#kernel/permissions.ts'
import type { SessionView } from '#modules/identity/contract.ts'

/** The groups of the menu, in the words of people's work. */
export const menuGroups = ['todo', 'report', 'book', 'use', 'figures', 'manage'] as const
export type MenuGroup = (typeof menuGroups)[number]

/** A page a feature adds; collected from web/src/features/<x>/routes.tsx. */
export interface FeatureRoute {
  /** Below /app, with `$name` for parameters: `/bookings/$bookingId`. */
  readonly path: string
  readonly component: LazyExoticComponent<ComponentType>
  /** Who may open it: one ability held anywhere, or any of several; signed in when absent. */
  readonly ability?: Ability | readonly Ability[]
  /** Shown without the shell and without a session: sign-in, registration. */
  readonly open?: true
  readonly menu?: {
    readonly group: MenuGroup
    /** Key in the feature's messages. */
    readonly label: string
    readonly icon: ReactNode
    readonly order: number
    /** Left out for people to whom the ability alone says too little. */
    when?(session: SessionView): boolean
  }
}

/** One line of the first page: what waits, since when, and the one verb that answers it. */
export interface TodoItem {
  readonly id: string
  readonly label: string
  /** RFC 3339; the list is in its order. */
  readonly due?: string
  /** Below /app. */
  readonly href: string
  readonly verb: string
}

/** What a feature shows on the first page below what waits; collected from web/src/features/<x>/home.tsx. */
export interface HomePart {
  readonly key: string
  readonly ability?: Ability | readonly Ability[]
  readonly order: number
  readonly component: ComponentType
}

/** What a feature adds to the account page; collected from web/src/features/<x>/account.tsx. */
export interface AccountPart {
  readonly key: string
  readonly order: number
  readonly component: ComponentType
}

/** What a feature adds to the first page; collected from web/src/features/<x>/todo.tsx. */
export interface TodoSource {
  readonly key: string
  readonly ability?: Ability | readonly Ability[]
  useTodos(): { readonly items: readonly TodoItem[]; readonly loading: boolean }
}
