import { z } from 'zod'
import { projectStates } from '../domain/project.ts'
import { LevelView, ProjectView } from './views.ts'

const Id = z.coerce.number().int().positive()
const ofProject = z.object({ projectId: Id })
const ProjectBody = z.object({
  level: z.string().trim().min(1).max(40),
  number: z.string().trim().min(1).max(60),
  title: z.string().trim().min(1).max(200),
  /** Last day on which it gives priority. */
  validUntil: z.iso.date(),
  /** A research group whose members may name it too. */
  groupId: z.int().optional(),
})
const ProjectPage = z.object({ items: z.array(ProjectView), levels: z.array(LevelView) })

export const projectContract = {
  myProjects: {
    method: 'GET',
    path: '/api/v1/account/projects',
    summary: 'One’s own projects and checked ones of one’s research groups, with the levels there are',
    access: 'signed-in',
    reply: {
      status: 200,
      body: ProjectPage.extend({ groups: z.array(z.object({ id: z.int(), name: z.string() })) }),
    },
  },
  registerProject: {
    method: 'POST',
    path: '/api/v1/account/projects',
    summary: 'Register a project that is to have priority',
    access: 'signed-in',
    body: ProjectBody,
    reply: { status: 201, body: z.object({ id: z.int() }) },
    refuses: ['standing.group_not_yours'],
  },
  changeProject: {
    method: 'PUT',
    path: '/api/v1/projects/:projectId',
    summary: 'Change a project that was not handed in, or came back',
    access: 'signed-in',
    params: ofProject,
    body: ProjectBody.extend({ version: z.int().min(1) }),
    reply: { status: 204 },
    refuses: ['standing.project_not_in_state', 'standing.group_not_yours', 'changed_meanwhile'],
  },
  addProjectProof: {
    method: 'POST',
    path: '/api/v1/projects/:projectId/proof',
    summary: 'Hand in the proof of a project: PDF, Word, Excel, JPEG or PNG, up to 10 MB',
    access: 'signed-in',
    params: ofProject,
    query: z.object({ name: z.string().trim().min(1).max(255) }),
    upload: { maxBytes: 10 * 1024 * 1024 },
    reply: { status: 201, body: z.object({ name: z.string() }) },
    refuses: ['standing.project_not_in_state', 'standing.proof_kind', 'file.too_large', 'file.empty'],
  },
  projectProof: {
    method: 'GET',
    path: '/api/v1/projects/:projectId/proof',
    summary: 'The proof of a project, for its owner and for who checks it',
    access: 'signed-in',
    params: ofProject,
    reply: { status: 200, file: true },
  },
  takeProjectStep: {
    method: 'POST',
    path: '/api/v1/projects/:projectId/steps',
    summary: 'Hand a project in to be checked, or withdraw it',
    access: 'signed-in',
    params: ofProject,
    body: z.object({ step: z.enum(['submit', 'withdraw']), version: z.int().min(1) }),
    reply: { status: 204 },
    refuses: [
      'standing.project_not_in_state',
      'standing.level_unknown',
      'standing.project_over',
      'standing.project_too_long',
      'standing.proof_needed',
      'changed_meanwhile',
    ],
  },
  projects: {
    method: 'GET',
    path: '/api/v1/projects',
    summary: 'Projects handed in, of those one checks; those that wait first',
    access: 'project.check',
    query: z.object({ state: z.enum(projectStates).optional() }),
    reply: { status: 200, body: ProjectPage },
  },
  decideProject: {
    method: 'POST',
    path: '/api/v1/projects/:projectId/decision',
    summary: 'Accept a project after looking at its proof, or return it with the reason',
    access: 'project.check',
    params: ofProject,
    body: z.object({
      accept: z.boolean(),
      reason: z.string().trim().max(500).default(''),
      version: z.int().min(1),
    }),
    reply: { status: 204 },
    refuses: [
      'standing.project_not_in_state',
      'standing.own_project',
      'standing.reason_needed',
      'changed_meanwhile',
    ],
  },
  priorityFigures: {
    method: 'GET',
    path: '/api/v1/priority-figures',
    summary: 'Bookings with priority that begin in a year, by level',
    access: 'project.check',
    query: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
    reply: {
      status: 200,
      body: z.object({
        items: z.array(
          z.object({
            level: z.string(),
            title: z.string(),
            titleEn: z.string(),
            projects: z.int(),
            bookings: z.int(),
            early: z.int(),
            minutes: z.int(),
          }),
        ),
      }),
    },
  },
} as const
