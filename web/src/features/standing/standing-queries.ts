import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { standingContract } from '#modules/standing/contract.ts'
import { call, type Replied } from '../../lib/client.ts'

export type StandingData = Replied<typeof standingContract.myStanding>
export type EntryData = StandingData['entries'][number]
export type SanctionData = StandingData['sanctions'][number]
export type AppealData = StandingData['appeals'][number]
export type ProjectsData = Replied<typeof standingContract.myProjects>
export type ProjectData = ProjectsData['items'][number]
export type LevelData = ProjectsData['levels'][number]

export const myStandingQuery = queryOptions({
  queryKey: ['standing', 'mine'],
  queryFn: ({ signal }) => call(standingContract.myStanding, { query: { limit: 100 }, signal }),
})
export const myProjectsQuery = queryOptions({
  queryKey: ['standing', 'my-projects'],
  queryFn: ({ signal }) => call(standingContract.myProjects, { signal }),
})
export const appealsQuery = (enabled: boolean) =>
  queryOptions({
    queryKey: ['standing', 'appeals'],
    enabled,
    queryFn: ({ signal }) => call(standingContract.appeals, { query: { limit: 100 }, signal }),
  })
export const sanctionsQuery = (inForce: boolean) =>
  queryOptions({
    queryKey: ['standing', 'sanctions', inForce],
    queryFn: ({ signal }) =>
      call(standingContract.sanctions, {
        query: { inForce: inForce ? 'true' : 'false', limit: 100 },
        signal,
      }),
  })
export const projectsQuery = (enabled = true) =>
  queryOptions({
    queryKey: ['standing', 'projects'],
    enabled,
    queryFn: ({ signal }) => call(standingContract.projects, { query: {}, signal }),
  })
export const figuresQuery = (year: number) =>
  queryOptions({
    queryKey: ['standing', 'figures', year],
    queryFn: ({ signal }) => call(standingContract.priorityFigures, { query: { year }, signal }),
  })

/** An act after which everything known about credit and projects is asked again, also when it was refused. */
export function useStandingAct<In, Out>(act: (wish: In) => Promise<Out>, done?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: () => done?.(),
    onSettled: () => client.invalidateQueries({ queryKey: ['standing'] }),
  })
}
