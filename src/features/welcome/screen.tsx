/** Welcome: four steps at most, no account, and every one of them worth something by itself. */
import { type ReactNode, useState } from 'react';
import { type Text, useText } from '../../messages/index.js';
import { type InstallState, watchInstall } from '../../pwa/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { Screen, Stack, TwoLamps, useHashPath } from '../../ui/index.js';
import { InstallStep, type InstallWay } from './install-step.js';
import { CheckinStep, MeetStep } from './last-steps.js';
import { countStep, currentStep, type WelcomeStep } from './steps.js';
import { WhoStep } from './who-step.js';

function wayToInstall(state: InstallState): InstallWay | undefined {
  return state === 'can-prompt' || state === 'ios-steps' ? state : undefined;
}

function titleOf(text: Text, step: WelcomeStep, name: string): string {
  if (step === 'install') return text('welcome.install.title');
  if (step === 'who') return text('welcome.who.title');
  if (step === 'checkin') return text('welcome.checkin.title', { name });
  return text('welcome.meet.title');
}

export function WelcomeScreen(): ReactNode {
  const text = useText();
  const location = useHashPath();
  const { profile } = useSession();
  const name = useSignal(profile)?.name;
  const [later, setLater] = useState(false);
  const [begun, setBegun] = useState(false);
  const way = wayToInstall(useSignal(watchInstall().state));
  // The browser's offer may come late: whoever has begun to write a name is not interrupted by it.
  const offersInstall = way !== undefined && !later && !begun;
  const step = currentStep({ offersInstall, hasProfile: name !== undefined, location });
  const counted = countStep(step);
  const isFirst = step === 'install' || (step === 'who' && !later);
  return (
    <Screen
      key={step}
      eyebrow={counted ? text('welcome.step', counted) : text('welcome.title')}
      title={titleOf(text, step, name ?? '')}
      takeFocus
    >
      {isFirst && <Lead />}
      {step === 'install' && way && <InstallStep way={way} onLater={() => setLater(true)} />}
      {step === 'who' && <WhoStep onBegin={() => setBegun(true)} />}
      {step === 'checkin' && <CheckinStep />}
      {step === 'meet' && <MeetStep />}
    </Screen>
  );
}

function Lead(): ReactNode {
  const text = useText();
  return (
    <Stack gap={16}>
      <TwoLamps size="4.5rem" />
      <p>{text('welcome.lead')}</p>
    </Stack>
  );
}
