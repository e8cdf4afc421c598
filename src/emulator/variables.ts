/** Environment variables and context that a runtime is given (lambda-semantics 1.9). */
import type { Environment } from './environment.ts'
import type { InvokeCommand } from './sandbox.ts'
import { arnOf, REGION } from './world.ts'

/** All of `process.env`. Of Lambda's, the function may set those that are not reserved: `TZ`, `PATH`, `LANG` … (AWS `configuration-envvars`). */
export function environmentVariables(environment: Environment): Record<string, string> {
  const { configuration, function: name, version } = environment.revision
  const node = configuration.runtime.replace('js', '').replace('.x', '')
  return {
    ...PLATFORM_VARIABLES,
    NODE_PATH: `/opt/nodejs/${node}/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task`,
    AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: environment.initializationType,
    AWS_LAMBDA_LOG_GROUP_NAME: logGroupName(name),
    AWS_LAMBDA_LOG_STREAM_NAME: environment.logStream,
    _HANDLER: configuration.handler,
    ...(configuration.logFormat === 'JSON' && JSON_LOG_VARIABLES),
    ...configuration.env,
  }
}

/** What tells the runtime client of the JSON format (read by aws-lambda-ric 4.0.2); INFO is the level where none is set. */
const JSON_LOG_VARIABLES = { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: 'INFO' } as const

/** Recorded on nodejs24.x (1.9). The credentials are the ones AWS's documentation shows. */
const PLATFORM_VARIABLES = {
  AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  AWS_SESSION_TOKEN: 'IQoJb3JpZ2luX2VjEXAMPLETOKEN',
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_LAMBDA_RUNTIME_API: '169.254.100.1:9001',
  AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
  AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1:2000',
  _AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1',
  _AWS_XRAY_DAEMON_PORT: '2000',
  LAMBDA_TASK_ROOT: '/var/task',
  LAMBDA_RUNTIME_DIR: '/var/runtime',
  LANG: 'en_US.UTF-8',
  LD_LIBRARY_PATH: '/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib',
  PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
  PWD: '/var/task',
  SHLVL: '0',
  TZ: ':UTC',
} as const

const logGroupName = (name: string): string => `/aws/lambda/${name}`

/** The command that hands the handler its event and its context. */
export function invokeCommand(
  environment: Environment,
  request: {
    readonly requestId: string
    readonly event: string
    readonly now: number
    readonly deadline: number
    readonly traceId: string
    readonly qualifier: string | undefined
    /** Whether the caller reads a streamed response while it is written. */
    readonly streams: boolean
  },
): InvokeCommand {
  const { configuration, function: name, version } = environment.revision
  const { requestId, event, now, deadline, traceId, qualifier, streams } = request
  return {
    type: 'invoke',
    now,
    requestId,
    event,
    deadline,
    traceId,
    invokedFunctionArn: qualifier === undefined ? arnOf(name) : `${arnOf(name)}:${qualifier}`,
    functionName: name,
    functionVersion: version,
    memoryLimitInMB: String(configuration.memorySize),
    logGroupName: logGroupName(name),
    logStreamName: environment.logStream,
    tenantId: environment.tenantId,
    ...(streams && { streams }),
  }
}
