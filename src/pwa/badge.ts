/** A number on the app's icon, where the system shows one. */

export type BadgeEnvironment = Partial<Pick<Navigator, 'setAppBadge' | 'clearAppBadge'>>;

export function canBadge(environment: BadgeEnvironment = navigator): boolean {
  return environment.setAppBadge !== undefined;
}

/** 0 takes it away. */
export function showBadge(count: number, environment: BadgeEnvironment = navigator): void {
  const shown =
    count > 0 ? environment.setAppBadge?.(count) : (environment.clearAppBadge?.() ?? undefined);
  // Refused where the app is not on the home screen, or may not notify: it is only an ornament.
  shown?.catch(() => undefined);
}
