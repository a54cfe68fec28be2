/** Finds the child by the number its authority gives it. */
export const findDocument = `query FindChild($number: String!) {
  childByIdentifier(system: AUTHORITY_CHILD_ID, value: $number) { id }
}`;

/** ★ The one question that every reader of the shared view asks. */
export const sharedViewDocument = `query SharedView($child: ID!, $asKnownAt: DateTime) {
  child(id: $child, asKnownAt: $asKnownAt) {
    id givenNames familyName birthOn age ethnicGroup religion
    homeAddress { lines postcode }
    placementAddress { lines postcode }
    missingNow timeCriticalMedication medicalNeeds sexualExploitation liveInvestigation
    absences { ...Why }
    episodes(first: 1) {
      startedAt riskGrade lastSeenPlace
      absences { ...Why }
      interviews(first: 1) { status absences { ...Why } }
    }
    enrolments(first: 1) { schoolName absences { ...Why } }
    involvements { involvement involvedOrganisation }
  }
}

fragment Why on Absence { field reason rule ask }`;
