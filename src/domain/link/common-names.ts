/**
 * ★ About how frequent the commonest names are among children of England, as shares, rounded: what a hub goes by until
 * it has counted its own (`homeward link run --refresh`). A name that is not here counts as an average one.
 */
export const commonNames: Readonly<Record<'given' | 'surname', Readonly<Record<string, number>>>> = {
  given: {
    ...{ oliver: 0.0055, jack: 0.0055, harry: 0.0045, george: 0.004, charlie: 0.004, noah: 0.004, thomas: 0.0045 },
    ...{ james: 0.0045, joshua: 0.004, william: 0.004, jacob: 0.0035, oscar: 0.003, alfie: 0.003, leo: 0.003 },
    ...{ daniel: 0.0035, samuel: 0.003, joseph: 0.003, max: 0.0025, ethan: 0.003, archie: 0.0025, logan: 0.0025 },
    ...{ muhammad: 0.004, mohammed: 0.003, mohammad: 0.002, lucas: 0.0025, liam: 0.0025, ryan: 0.0025, adam: 0.0025 },
    ...{
      benjamin: 0.0025,
      alexander: 0.0025,
      matthew: 0.0025,
      luke: 0.0025,
      harrison: 0.002,
      tyler: 0.0025,
      callum: 0.0025,
    },
    ...{ connor: 0.002, dylan: 0.002, isaac: 0.002, edward: 0.002, mason: 0.002, lewis: 0.0025, jake: 0.002 },
    ...{ olivia: 0.005, amelia: 0.004, emily: 0.0045, jessica: 0.004, sophie: 0.004, ava: 0.0035, isla: 0.003 },
    ...{
      grace: 0.0035,
      lily: 0.0035,
      ella: 0.0035,
      chloe: 0.0035,
      mia: 0.0035,
      ruby: 0.003,
      lucy: 0.003,
      megan: 0.0025,
    },
    ...{ charlotte: 0.003, isabella: 0.0025, poppy: 0.003, freya: 0.0025, evie: 0.0025, sophia: 0.0025, daisy: 0.0025 },
    ...{ hannah: 0.0025, holly: 0.002, ellie: 0.0025, katie: 0.002, georgia: 0.002, abigail: 0.002, amy: 0.002 },
    ...{ fatima: 0.0015, aisha: 0.0015, maryam: 0.0015, zainab: 0.001, ali: 0.0015, ahmed: 0.0015, ibrahim: 0.0015 },
  },
  surname: {
    ...{ smith: 0.012, jones: 0.008, taylor: 0.006, brown: 0.006, williams: 0.006, wilson: 0.005, johnson: 0.004 },
    ...{ davies: 0.004, khan: 0.005, ali: 0.004, hussain: 0.005, ahmed: 0.005, begum: 0.003, patel: 0.004 },
    ...{ evans: 0.004, walker: 0.003, wright: 0.003, thompson: 0.003, white: 0.003, roberts: 0.003, robinson: 0.003 },
    ...{ hughes: 0.003, edwards: 0.003, green: 0.003, hall: 0.003, wood: 0.003, harris: 0.003, lewis: 0.003 },
    ...{ martin: 0.003, jackson: 0.003, clarke: 0.003, clark: 0.003, turner: 0.003, hill: 0.003, cooper: 0.003 },
    ...{ singh: 0.003, kaur: 0.003, mohammed: 0.003, mahmood: 0.002, akhtar: 0.002, shah: 0.002, miah: 0.002 },
    ...{ webb: 0.002, morris: 0.002, moore: 0.002, ward: 0.002, king: 0.002, baker: 0.002, scott: 0.002, lee: 0.002 },
  },
};
