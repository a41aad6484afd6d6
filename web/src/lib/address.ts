import { useNavigate, useParams, useSearch } from '@tanstack/react-router'

const paramOf = (params: Readonly<Record<string, string | undefined>>, name: string) => params[name] ?? ''

/** A parameter of the path as the address holds it. */
export const usePathParam = (name: string): string => paramOf(useParams({ strict: false }), name)

type Filters = Record<string, string | number | boolean | undefined>

/** Filters that live in the address, so that a link shows the same list; undefined and '' leave it. */
export function useFilters<F extends Filters>(): [Partial<F>, (change: Partial<F>) => void] {
  const filters: Partial<F> = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = (part: Partial<F>) => {
    const next = Object.fromEntries(
      Object.entries({ ...filters, ...part }).filter(([, value]) => value !== undefined && value !== ''),
    )
    void navigate({ to: '.', search: next, replace: true })
  }
  return [filters, change]
}
