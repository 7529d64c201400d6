/** On the data volume and in no app: where code of the system and of apps is not loaded from. */
export const isUnusualImage = (path: string): boolean =>
  path.startsWith("/private/var/") && !path.startsWith("/private/var/containers/Bundle/");
