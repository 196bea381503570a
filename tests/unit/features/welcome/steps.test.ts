import { describe, expect, it } from 'vitest';
import { countStep, currentStep } from '../../../../src/features/welcome/steps.js';

const location = '/welcome';

describe('the way through Welcome', () => {
  it('offers the home screen before the first word, where there is a way', () => {
    expect(currentStep({ offersInstall: true, hasProfile: false, location })).toBe('install');
    expect(currentStep({ offersInstall: false, hasProfile: false, location })).toBe('who');
  });

  it('does not go back to the home screen once there is a name', () => {
    expect(currentStep({ offersInstall: true, hasProfile: true, location })).toBe('checkin');
  });

  it('leads from the check-in to meeting, and nowhere before there is a name', () => {
    const asked = '/welcome?step=meet';
    expect(currentStep({ offersInstall: false, hasProfile: true, location: asked })).toBe('meet');
    expect(currentStep({ offersInstall: false, hasProfile: false, location: asked })).toBe('who');
  });

  it('takes an unknown step for the check-in', () => {
    const asked = '/welcome?step=sign-up';
    expect(currentStep({ offersInstall: false, hasProfile: true, location: asked })).toBe(
      'checkin',
    );
  });

  it('counts what everybody does', () => {
    expect(countStep('install')).toBeUndefined();
    expect(countStep('who')).toEqual({ step: 1, count: 3 });
    expect(countStep('meet')).toEqual({ step: 3, count: 3 });
  });
});
