/** A place on the home screen, before the first word: by our own card, or by hand on iOS. */
import type { ReactNode } from 'react';
import { useText } from '../../messages/index.js';
import { watchInstall } from '../../pwa/index.js';
import { Button, Card, Icon, Row, Stack, Steps, TwoLamps } from '../../ui/index.js';

function BySafari(): ReactNode {
  const text = useText();
  return (
    <Stack gap={16}>
      <p>{text('welcome.install.ios')}</p>
      <Steps
        steps={[
          { id: 'share', text: text('welcome.install.ios.share'), picture: <Icon name="share" /> },
          {
            id: 'add',
            text: text('welcome.install.ios.add'),
            picture: <Icon name="add-to-home" />,
          },
          { id: 'open', text: text('welcome.install.ios.open'), picture: <TwoLamps /> },
        ]}
      />
    </Stack>
  );
}

function ByPrompt(): ReactNode {
  const text = useText();
  return (
    <Stack gap={16}>
      <p>{text('welcome.install.android')}</p>
      <Button
        variant="primary"
        wide
        icon="add-to-home"
        onClick={() => void watchInstall().prompt()}
      >
        {text('welcome.install.add')}
      </Button>
    </Stack>
  );
}

export type InstallWay = 'can-prompt' | 'ios-steps';

export function InstallStep({ way, onLater }: { way: InstallWay; onLater: () => void }): ReactNode {
  const text = useText();
  return (
    <Stack gap={24}>
      <Card as="div">{way === 'ios-steps' ? <BySafari /> : <ByPrompt />}</Card>
      <Row>
        <Button variant="plain" onClick={onLater}>
          {text('welcome.install.later')}
        </Button>
      </Row>
    </Stack>
  );
}
