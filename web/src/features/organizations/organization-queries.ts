import { queryOptions } from '@tanstack/react-query'
import { organizationsContract } from '#modules/organizations/contract.ts'
import { profilesContract } from '#modules/profiles/contract.ts'
import { call } from '../../lib/client.ts'

export const unitQuery = (unitId: number) =>
  queryOptions({
    queryKey: ['unit', unitId],
    queryFn: ({ signal }) => call(organizationsContract.unit, { params: { unitId }, signal }),
  })
export const profileQuery = (unitId: number) =>
  queryOptions({
    queryKey: ['unit', unitId, 'profile'],
    queryFn: ({ signal }) => call(profilesContract.profile, { params: { unitId }, signal }),
  })
export const membersQuery = (unitId: number) =>
  queryOptions({
    queryKey: ['unit', unitId, 'members'],
    queryFn: ({ signal }) => call(organizationsContract.members, { params: { unitId }, signal }),
  })
export const groupsQuery = (unitId: number) =>
  queryOptions({
    queryKey: ['unit', unitId, 'groups'],
    queryFn: ({ signal }) => call(organizationsContract.groups, { params: { unitId }, signal }),
  })
export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  staleTime: 600_000,
  queryFn: ({ signal }) => call(organizationsContract.departments, { signal }),
})
export const claimsQuery = queryOptions({
  queryKey: ['membership-claims'],
  queryFn: ({ signal }) => call(organizationsContract.claims, { signal }),
})
