/** Every component of the design system on one page, to look at: `npm run dev`, then /tests/setup/gallery/. */
import '../../../src/ui/styles.css';
import { type ReactNode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import {
  AnnouncerProvider,
  Button,
  ButtonLink,
  Card,
  Checkbox,
  Chips,
  EmptyState,
  Field,
  Frame,
  Icon,
  IconButton,
  type Light,
  LightGlyph,
  loadFonts,
  loadIcons,
  Menu,
  Notice,
  PersonMark,
  Progress,
  QrPicture,
  RadioGlyphs,
  Range,
  Row,
  Rows,
  Screen,
  Sheet,
  Spinner,
  Stack,
  Steps,
  Switch,
  TabBar,
  TextArea,
  ToastProvider,
  TwoLamps,
  useToast,
} from '../../../src/ui/index.js';

const ICON_NAMES = await loadIcons();
const WORDS = ['Night', 'Dusk', 'Cloud', 'Sun', 'Dawn'];
const LIGHTS: readonly Light[] = [1, 2, 3, 4, 5];

function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <Stack gap={12}>
      <h2>{title}</h2>
      {children}
    </Stack>
  );
}

function Buttons(): ReactNode {
  return (
    <Section title="Buttons">
      <Row>
        <Button variant="primary">Save</Button>
        <Button icon="camera">Scan a code</Button>
        <Button variant="plain">Not now</Button>
        <Button variant="danger" icon="trash">
          Remove
        </Button>
      </Row>
      <Row>
        <Button variant="primary" busy>
          Saving
        </Button>
        <Button disabled>Not yet</Button>
        <ButtonLink href="#/us" icon="forward">
          A link
        </ButtonLink>
        <IconButton icon="plus" label="Add a word" variant="quiet" />
        <IconButton icon="close" label="Close" />
        <Spinner size="1.5rem" />
      </Row>
    </Section>
  );
}

function Checkin(): ReactNode {
  const [light, setLight] = useState<Light | undefined>(2);
  const [energy, setEnergy] = useState<number>();
  const [word, setWord] = useState<string | undefined>('calm');
  const [wishes, setWishes] = useState<readonly string[]>(['listening']);
  const [shared, setShared] = useState(true);
  const [sealed, setSealed] = useState(false);
  return (
    <Section title="A check-in">
      <RadioGlyphs
        legend="How are you arriving?"
        options={LIGHTS.map((value) => ({
          value,
          label: WORDS[value - 1] ?? '',
          spoken: `${WORDS[value - 1]}, ${value} of 5`,
          glyph: <LightGlyph light={value} />,
        }))}
        value={light}
        onChange={setLight}
        onClear={() => setLight(undefined)}
      />
      <Range
        label="Energy"
        lowLabel="low"
        highLabel="high"
        value={energy}
        valueText={energy === undefined ? 'not answered' : `${energy} of 100`}
        onChange={setEnergy}
      />
      <Progress label="Read so far" value={31} max={70} valueText="31 of 70" />
      <Chips
        choose="one"
        legend="A word for it"
        options={['calm', 'tired', 'hopeful', 'far away'].map((value) => ({ value, label: value }))}
        value={word}
        onChange={setWord}
        after={<IconButton icon="plus" label="Add a word" variant="quiet" />}
      />
      <TextArea
        label="One line, if you like"
        defaultValue="The soup, and how you waited with it until I came home. I had not expected anybody to be awake."
      />
      <Chips
        choose="many"
        legend="Tonight I'd like"
        options={['listening', 'comfort', 'ideas'].map((value) => ({ value, label: value }))}
        value={wishes}
        onChange={setWishes}
      />
      <Switch
        label="Share with Ana"
        hint="She gets this when your phones next meet."
        checked={shared}
        onChange={setShared}
      />
      <Switch label="Seal until both" checked={sealed} onChange={setSealed} />
      <Checkbox
        label="Bring this over"
        hint="Tuesday 24 November"
        checked={shared}
        onChange={setShared}
      />
      <Checkbox label="And this" checked={sealed} onChange={setSealed} />
    </Section>
  );
}

function Fields(): ReactNode {
  return (
    <Section title="Fields">
      <Field label="Your name" hint="Ana will see it." defaultValue="Ben" />
      <Field label="Your name" error="A name, please. It can be short." />
      <TextArea label="Their code" look="plain" placeholder="Paste it here" rows={3} />
      <RadioGlyphs
        legend="Your shape"
        options={[
          { value: 'circle', label: 'Circle', glyph: <PersonMark shape="circle" size="3rem" /> },
          { value: 'arch', label: 'Arch', glyph: <PersonMark shape="arch" size="3rem" /> },
        ]}
        value="arch"
        onChange={() => undefined}
      />
    </Section>
  );
}

function Marks(): ReactNode {
  return (
    <Section title="Marks">
      <Row gap={16}>
        <TwoLamps size="6rem" label="Vesper" />
        <TwoLamps size="3rem" />
        <TwoLamps size="1.5rem" />
      </Row>
      <Row gap={16}>
        {(['filled', 'soft', 'outline', 'hatched'] as const).map((look) => (
          <Row key={look}>
            <PersonMark shape="circle" look={look} size="2.5rem" />
            <PersonMark shape="arch" look={look} size="2.5rem" />
          </Row>
        ))}
      </Row>
      <Row gap={16}>
        <PersonMark shape="circle" label="Ana" /> Ana
        <PersonMark shape="arch" label="Ben" /> Ben
        <PersonMark shape="together" label="Both" /> Both
      </Row>
      <Row gap={16}>
        {LIGHTS.map((light) => (
          <LightGlyph key={light} light={light} size="4rem" label={WORDS[light - 1] ?? ''} />
        ))}
      </Row>
      <Row gap={16}>
        {ICON_NAMES.map((name) => (
          <span key={name} title={name}>
            <Icon name={name} size="2rem" />
          </span>
        ))}
      </Row>
    </Section>
  );
}

function noteMenu(): Parameters<typeof Menu>[0]['items'] {
  const nothing = (): undefined => undefined;
  return [
    { id: 'move', label: 'Move', icon: 'move', onSelect: nothing },
    { id: 'edit', label: 'Edit', icon: 'pencil', onSelect: nothing },
    { id: 'remove', label: 'Remove', icon: 'trash', danger: true, onSelect: nothing },
  ];
}

function Note({
  tone,
  by,
  text,
}: {
  tone: 'circle' | 'arch' | 'together';
  by: string;
  text: string;
}) {
  return (
    <Card tone={tone} as="article">
      <p className="writing">{text}</p>
      <Row justify="between">
        <Row>
          <PersonMark shape={tone} /> {by}
        </Row>
        <Menu label="What to do with this note" items={noteMenu()} />
      </Row>
    </Card>
  );
}

function Surfaces(): ReactNode {
  const [open, setOpen] = useState(false);
  const showToast = useToast();
  return (
    <Section title="Surfaces">
      <Card>
        <h3>Tonight</h3>
        <Rows
          items={[
            {
              id: 'ben',
              label: 'Ben',
              hint: 'Dusk, a little tired',
              end: <PersonMark shape="arch" />,
            },
            {
              id: 'ana',
              label: 'Ana',
              hint: 'Sealed until you both answered',
              end: <PersonMark shape="circle" look="hatched" />,
            },
          ]}
        />
      </Card>
      <Note tone="circle" by="Ana" text="Thank you for the soup, and for waiting with it." />
      <Note tone="arch" by="Ben" text="You called your mother before I could ask." />
      <Note tone="together" by="Both" text="The walk in the rain." />
      <Notice title="Ana's phone has everything you shared up to 21:04" icon="near">
        Saved on this phone.
      </Notice>
      <Notice
        tone="trouble"
        title="There is no room left on this phone"
        actions={<Button>Try again</Button>}
      >
        What you wrote is still on the screen. Free some space, then try again.
      </Notice>
      <EmptyState
        ghost={
          <Card tone="circle">
            <p className="writing">Thank you for</p>
          </Card>
        }
        sentence="What did they do today that nobody else would have noticed?"
        action={
          <Button variant="primary" icon="plus">
            Write a note
          </Button>
        }
      />
      <Card>
        <h3>Put Vesper on your home screen</h3>
        <Steps
          steps={[
            {
              id: '1',
              text: 'Press Share, at the foot of the screen.',
              picture: <Icon name="share" />,
            },
            { id: '2', text: 'Choose "Add to Home Screen".', picture: <Icon name="add-to-home" /> },
            { id: '3', text: 'Open Vesper from there.', picture: <TwoLamps /> },
          ]}
        />
      </Card>
      <Rows
        items={[
          { id: 'meet', icon: 'near', label: 'Meet', hint: 'Not near', href: '#/meet' },
          { id: 'every', icon: 'list', label: 'Every connection', href: '#/connections' },
          {
            id: 'install',
            icon: 'add-to-home',
            label: 'Put on the home screen',
            onPress: () => undefined,
          },
        ]}
      />
      <table>
        <thead>
          <tr>
            <th scope="col">Phone</th>
            <th scope="col">Way</th>
            <th scope="col">Bytes</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>Ana</td>
            <td>Hub</td>
            <td>12,044</td>
          </tr>
        </tbody>
      </table>
      <Row>
        <Button onClick={() => setOpen(true)}>Open a sheet</Button>
        <Button
          onClick={() =>
            showToast({
              message: 'Note removed.',
              action: { label: 'Undo', onAction: () => undefined },
            })
          }
        >
          Show a toast
        </Button>
      </Row>
      <Sheet
        open={open}
        title="Bring over"
        closeLabel="Close"
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button variant="plain" onClick={() => setOpen(false)}>
              Not now
            </Button>
            <Button variant="primary" onClick={() => setOpen(false)}>
              Bring over
            </Button>
          </>
        }
      >
        <p>What you wrote alone stays yours. Choose what Ana may read.</p>
        <Checkbox label="Tonight's check-in" hint="Dusk, calm" checked onChange={() => undefined} />
        <TextArea label="A line to go with it" rows={4} />
      </Sheet>
      <QrPicture label="A code to scan" size={3} modules={[1, 0, 1, 0, 1, 1, 1, 1, 0]} />
    </Section>
  );
}

function Gallery(): ReactNode {
  return (
    <Frame
      bar={
        <TabBar
          label="Main"
          tabs={[
            { href: '#/', label: 'Today', icon: 'today', current: true },
            { href: '#/board', label: 'Board', icon: 'board', current: false },
            { href: '#/us', label: 'Us', icon: 'us', current: false },
          ]}
        />
      }
    >
      <Screen
        title="Evening, Ben"
        eyebrow="Tuesday 24 November"
        back={{ label: 'Us', href: '#/us' }}
        actions={<IconButton icon="share" label="Share" />}
      >
        <Buttons />
        <Checkin />
        <Fields />
        <Marks />
        <Surfaces />
      </Screen>
    </Frame>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <AnnouncerProvider>
      <ToastProvider closeLabel="Close">
        <Gallery />
      </ToastProvider>
    </AnnouncerProvider>,
  );
}
void loadFonts();
