/** Families of one heritage, and the names they give. */
export interface Community {
  /** How many of a hundred children. */
  readonly weight: number;
  /** DfE code of ethnicity, and the police's of the 16+1 list. */
  readonly ethnicity: string;
  readonly policeCode: string;
  readonly culture: string;
  readonly nationality: string;
  readonly religion: string;
  /** ISO 639 code of the first language most speak at home. */
  readonly language: string;
  /** The same as a school's file says it: in words where the DfE code is one we know, else the code. */
  readonly schoolLanguage: string;
  readonly girls: readonly string[];
  readonly boys: readonly string[];
  readonly families: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** ★ Names of invented children, chosen by us: no list of real people stands behind them. */
export const communities: readonly Community[] = [
  {
    weight: 70,
    ethnicity: 'WBRI',
    policeCode: 'W1',
    culture: 'White British',
    nationality: 'British',
    religion: 'NONE',
    language: 'en',
    schoolLanguage: 'English',
    girls: words(`Kayleigh Robyn Chloe Megan Amber Paige Ellie-Mae Lacey Demi Jodie Courtney Shannon Bethany Georgia
      Holly Lauren Leah Molly Rosie Summer Tilly Abigail Alice Amelia Beth Caitlin Daisy Ella Elizabeth Emily Erin Eve
      Faith Freya Gemma Gracie Hannah Imogen Isobel Jasmine Jessica Katie Kelsey Libby Lily-Rose Lucy Maisie Niamh
      Olivia Phoebe Poppy Rebecca Samantha Scarlett Skye Sophie Tegan Victoria Zoë`),
    boys: words(`Tyler Jake Liam Connor Kieran Ryan Callum Bradley Reece Jordan Lewis Declan Kyle Mason Harvey Alfie
      Aaron Adam Alexander Ashley Benjamin Billy Brandon Cameron Charlie Christopher Corey Daniel Dylan Edward Ethan
      Finley George Harrison Harry Isaac Jack Jacob James Jamie Joe Joseph Joshua Kai Leon Logan Luke Matthew Max Michael
      Nathan Oliver Oscar Owen Robert Samuel Sean Taylor Thomas Toby William Zak`),
    families: words(`Beck Marsden Holt Lund Firth Shaw Crane Abbott Ackroyd Armitage Ashworth Atkin Barker Barraclough
      Batty Beaumont Bennett Booth Bradshaw Briggs Broadbent Burton Cartwright Chappell Clegg Cooper Crossland Crowther
      Dawson Denton Dyson Earnshaw Ellis Fawcett Fenton Fletcher Foster Garside Gledhill Goddard Greaves Haigh Hall
      Hanson Hardcastle Hargreaves Hartley Haywood Heaton Hinchliffe Hirst Hobson Holroyd Horsfall Jagger Kaye Kershaw
      Lister Lockwood Lumb Marsh Mellor Micklethwaite Midgley Mitchell Naylor Newsome Oldroyd Ogden Parkin Peel
      Pickering Priestley Ramsden Rawson Rhodes Roebuck Sanderson Schofield Senior Shackleton Sharp Smith-Wade Stead
      Sugden Swift Sykes Tasker Thackray Tingle Turton Utley Varley Wade Walton Whiteley Wigglesworth Womersley
      Woodhead Wragg`),
  },
  {
    weight: 2,
    ethnicity: 'WIRT',
    policeCode: 'W9',
    culture: 'Irish Traveller',
    nationality: 'Irish',
    religion: 'CHRISTIAN',
    language: 'en',
    schoolLanguage: 'English',
    girls: words('Bridget Kathleen Margaret Shauna Siobhán Mary-Kate Noreen Roisin Eileen Philomena'),
    boys: words('Patrick Martin Johnny Michael Jim-Bob Christy Dessie Gerard Francie Eoin'),
    families: words("Connors Doherty Maughan O'Leary O'Shea Quilligan Stokes-Lee Delaney Rooney Kiely"),
  },
  {
    weight: 4,
    ethnicity: 'WROM',
    policeCode: 'W9',
    culture: 'Slovak Roma',
    nationality: 'Slovak',
    religion: 'CHRISTIAN',
    language: 'sk',
    schoolLanguage: 'SLO',
    girls: words('Vanesa Nikola Kristína Andrea Žaneta Simona Erika Lucia Ivana Natália'),
    boys: words('Dominik Marek René Milan Tomáš Kevin Ladislav Jozef Ondrej Štefan'),
    families: words('Horváth Kováč Baláž Gábor Lakatoš Mižigár Pokuta Tulej Žiga Danko'),
  },
  {
    weight: 5,
    ethnicity: 'WOTH',
    policeCode: 'W9',
    culture: 'Polish',
    nationality: 'Polish',
    religion: 'CHRISTIAN',
    language: 'pl',
    schoolLanguage: 'Polish',
    girls: words('Zuzanna Oliwia Maja Wiktoria Małgorzata Aleksandra Natalia Łucja Kinga Agnieszka'),
    boys: words('Jakub Kacper Szymon Michał Paweł Łukasz Wojciech Bartosz Mateusz Krzysztof'),
    families: words('Nowak Wójcik Zieliński Dąbrowski Jankowska Krawczyk Górski Pawlak Sikora Żak Łaski Malec'),
  },
  {
    weight: 5,
    ethnicity: 'APKN',
    policeCode: 'A2',
    culture: 'British Pakistani',
    nationality: 'British',
    religion: 'MUSLIM',
    language: 'ur',
    schoolLanguage: 'Urdu',
    girls: words('Aisha Fatima Zainab Maryam Iqra Hafsa Sana Saira Amina Khadija Mariam Anisa'),
    boys: words('Mohammed Hamza Bilal Usman Adeel Haroon Imran Zeeshan Mohammad Tariq Yasin Faisal'),
    families: words('Khan Hussain Akhtar Mahmood Bibi Iqbal Shah Malik Rashid Aslam Begum Zaman'),
  },
  {
    weight: 2,
    ethnicity: 'AIND',
    policeCode: 'A1',
    culture: 'Punjabi Sikh',
    nationality: 'British',
    religion: 'SIKH',
    language: 'pa',
    schoolLanguage: 'PNJ',
    girls: words('Simran Jasleen Harpreet Manpreet Gurleen Navneet Kiran Ravneet'),
    boys: words('Arjan Gurpreet Harjit Jaspal Manveer Sukhdeep Amrit Ranjit'),
    families: words('Kaur Singh Gill Sandhu Dhillon Sidhu Grewal Bains'),
  },
  {
    weight: 1,
    ethnicity: 'ABAN',
    policeCode: 'A3',
    culture: 'British Bangladeshi',
    nationality: 'British',
    religion: 'MUSLIM',
    language: 'bn',
    schoolLanguage: 'BNG',
    girls: words('Tasnim Nusrat Farzana Rumena Shirin Sultana'),
    boys: words('Rahim Shahid Abdul Kamal Nazrul Saiful'),
    families: words('Begum Ali Miah Uddin Khatun Chowdhury'),
  },
  {
    weight: 3,
    ethnicity: 'BAFR',
    policeCode: 'B2',
    culture: 'Nigerian and Congolese families of South Yorkshire',
    nationality: 'Nigerian',
    religion: 'CHRISTIAN',
    language: 'en',
    schoolLanguage: 'English',
    girls: words('Blessing Chiamaka Grâce Esther Merveille Ngozi Précieuse Temi Folake Adaeze'),
    boys: words('Emmanuel Chidi Tobi Jean-Luc Dieudonné Kelechi Samson Ayodele Kwame Élie'),
    families: words('Okoro Adeyemi Mbuyi Nwosu Kabongo Ilunga Balogun Okafor Mensah Tshibangu'),
  },
  {
    weight: 2,
    ethnicity: 'MWBC',
    policeCode: 'M1',
    culture: 'White and Black Caribbean',
    nationality: 'British',
    religion: 'NONE',
    language: 'en',
    schoolLanguage: 'English',
    girls: words('Tiana Shanice Jada Keisha Renée Tanisha Aaliyah Chanel'),
    boys: words('Tyrone Jermaine Kyron Marcus Dwayne Andre Rio Curtis'),
    families: words('Campbell Francis Powell-Reid Grant Bailey Samuels Morgan Dacres'),
  },
  {
    weight: 3,
    ethnicity: 'OOTH',
    policeCode: 'O9',
    culture: 'Kurdish',
    nationality: 'Iraqi',
    religion: 'MUSLIM',
    language: 'ku',
    schoolLanguage: 'Kurdish',
    girls: words('Shirin Dilan Avîn Rojîn Hêvî Nazdar Berîvan Zîlan'),
    boys: words('Azad Rebîn Ahmed Dara Hêmin Karwan Soran Şivan'),
    families: words('Hassan Karim Rasul Aziz Mustafa Salih Qadir Ahmed'),
  },
  {
    weight: 3,
    ethnicity: 'WOTH',
    policeCode: 'W9',
    culture: 'Romanian',
    nationality: 'Romanian',
    religion: 'CHRISTIAN',
    language: 'ro',
    schoolLanguage: 'RUM',
    girls: words('Andreea Ioana Mădălina Ștefania Denisa Bianca Alexandra Raluca'),
    boys: words('Andrei Ionuț Ștefan Mihai Răzvan Cristian Florin Gheorghe'),
    families: words('Popescu Ionescu Dumitru Munteanu Bălan Stoica Rădulescu Țurcanu'),
  },
];

/** ★ What friends and officers say instead of a given name. */
export const nicknames: Readonly<Record<string, string>> = {
  Abigail: 'Abi',
  Aleksandra: 'Ola',
  Alexander: 'Alex',
  Alexandra: 'Alex',
  Benjamin: 'Ben',
  Bethany: 'Beth',
  Bradley: 'Brad',
  Cameron: 'Cam',
  Charlie: 'Chaz',
  Christopher: 'Chris',
  Daniel: 'Danny',
  Edward: 'Eddie',
  Elizabeth: 'Lizzie',
  Emmanuel: 'Manny',
  Gerard: 'Gerry',
  Jakub: 'Kuba',
  James: 'Jimmy',
  Jessica: 'Jess',
  Joseph: 'Joe',
  Joshua: 'Josh',
  Kathleen: 'Kath',
  Katie: 'Kat',
  Kayleigh: 'Kay',
  Krzysztof: 'Krzys',
  Małgorzata: 'Gosia',
  Manpreet: 'Manny',
  Margaret: 'Mags',
  Matthew: 'Matt',
  Michael: 'Mick',
  Mohammad: 'Mo',
  Mohammed: 'Mo',
  Nathan: 'Nate',
  Oliver: 'Ollie',
  Patrick: 'Paddy',
  Rebecca: 'Becky',
  Robert: 'Bobby',
  Samantha: 'Sam',
  Samuel: 'Sam',
  Simran: 'Sim',
  Thomas: 'Tommy',
  Victoria: 'Vicky',
  Wiktoria: 'Wika',
  William: 'Billy',
  Zuzanna: 'Zuzia',
};
