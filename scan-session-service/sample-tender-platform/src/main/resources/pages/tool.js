'use strict';
// Each step of the bid tool is one session.
act('authenticate', () => start('/tool/authenticate'));
act('sign', () => start('/tool/sign'));
act('encrypt', () => start('/tool/encrypt', {tender: $('tender').value, bid: $('bid').value}));
