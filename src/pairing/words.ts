/**
 * Vesper's own list for comparing by voice: 256 short everyday English words, each one byte. No two share
 * their first four letters or differ in one letter only, so they are hard to mistake, spoken or read.
 */

const WORDS = `
acorn album almond amber anchor ankle apple apron arrow aspen atlas attic autumn avocado badge
bagel baker bamboo banjo barn basket beach beaver bell bicycle biscuit blanket blossom bonnet
bottle breeze brick bridge broom bubble bucket butter cabin cactus camel candle canoe carpet
carrot castle cedar celery chair cheese cherry chimney chocolate cinnamon circus clover coffee
comet compass copper coral cotton cradle crayon cricket crown cushion cymbal daffodil daisy dancer
desert diamond dinner dolphin domino dragon drawer drum duck eagle easel echo elbow elephant elm
engine envelope fabric falcon feather fern fiddle finger flamingo flute forest fossil fountain fox
frost fudge galaxy garden garlic giraffe glacier globe gondola goose grape guitar hammer harbor
harp hazel hedge helmet heron honey hotel igloo insect island ivory jacket jaguar jasmine jelly
jigsaw journey jungle kayak kettle kitchen koala ladder lagoon lantern lemon leopard library lily
lizard lobster lotus lullaby lunch magnet mango maple marble meadow melon mermaid mirror monkey
mosaic muffin museum mushroom napkin nectar needle nest noodle notebook nutmeg oasis ocean octopus
olive onion orbit orchid otter oven owl oyster paddle palace panda paper parachute peanut pebble
penguin piano pigeon pillow pirate planet pony poppy pumpkin puzzle pyramid quilt rabbit radio
rainbow raspberry raven ribbon river robin rocket sailor salmon sandal saucer scarf seashell
shadow shovel silver skate sleigh snail sofa spoon squirrel star sugar sunflower sunset swan
teapot telescope temple thistle thunder tiger toast tomato trumpet tulip tunnel turtle umbrella
valley vanilla velvet village violin volcano waffle walnut walrus whale wheat window wool yacht
yogurt zebra zipper
`
  .trim()
  .split(/\s+/);

export type FourWords = readonly [string, string, string, string];

/** The words of the first four bytes. */
export function bytesToWords(bytes: Uint8Array): FourWords {
  const word = (at: number) => WORDS[bytes[at] ?? 0] ?? '';
  return [word(0), word(1), word(2), word(3)];
}

/** All 256, in the order of their bytes. */
export function listWords(): readonly string[] {
  return WORDS;
}
