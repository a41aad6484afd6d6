import { useNavigate, useParams, useSearch } from '@tanstack/react-router'

const paramOf = (params: Readonly<Record<string, string | undefined>>, name: string) => params[name] ?? ''

/** A parameter of the path as the address holds it. */
export const usePathParam = (name: string): string => paramOf(useParams({ strict: false }), name)

type Filters = Record<string, string | number | boolean | undefined>
/** What the address holds is text; only a narrower text type is kept. */
type Read<F> = { readonly [K in keyof F]?: NonNullable<F[K]> extends string ? NonNullable<F[K]> : string }
type Change<F> = { readonly [K in keyof F]?: F[K] | undefined }

/** Filters that live in the address, so that a link shows the same list; undefined and '' leave it. */
export function useFilters<F extends Filters>(): [Read<F>, (change: Change<F>) => void] {
  const filters: Read<F> = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = (part: Change<F>) => {
    const next = Object.fromEntries(
      Object.entries({ ...filters, ...part }).filter(([, value]) => value !== undefined && value !== ''),
    )
    void navigate({ to: '.', search: next, replace: true })
  }
  return [filters, change]
}

/** Reads the query of an address as text, so that a code like 440100 stays one. */
export const parseQuery = (query: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(query))

/** Writes filters as a query without quotes around anything. */
export function writeQuery(filters: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filters))
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      query.set(name, String(value))
  return query.size === 0 ? '' : `?${query.toString()}`
}
