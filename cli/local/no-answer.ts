import { givenConnection } from './local-connection.ts';

/**
 * What to say and do when the cloud has stopped answering.
 * @param environment the user's own, as it was before any connection was chosen.
 */
export function noAnswer(environment: NodeJS.ProcessEnv): { readonly zh: string; readonly en: string } {
  const given = givenConnection(environment);
  if (given) {
    return {
      zh: `AWS_ENDPOINT_URL=${given.endpoint} 没有应答：请启动它，或取消该变量并执行 gaoxin local up。`,
      en: `AWS_ENDPOINT_URL=${given.endpoint} does not answer: start what should listen there, or unset the variable and run gaoxin local up.`,
    };
  }
  if (environment.GAOXIN_ACCOUNT) {
    return {
      zh: '与 AWS 的连接中断：请检查网络后重试。',
      en: 'The connection to AWS is lost: check the network and try again.',
    };
  }
  return {
    zh: '本机云环境没有应答，可能已意外停止：请执行 gaoxin local up 恢复。',
    en: 'The local cloud does not answer; it may have stopped unexpectedly: run gaoxin local up to recover.',
  };
}
