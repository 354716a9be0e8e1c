// Surety.g4 -- the only grammar of the language, and its exact reference. docs/language.md says what things mean.
//
// Reading rules:
//  * There are no semicolons and line ends mean nothing, with one exception: the unit of a number stands on the number's own
//    line, so that `x = 5` followed by a line `y = 6` is two statements and not five y. Inside such a unit `*` and `/` have
//    no spaces around them: `100 USD/ETH` is a price, `100 USD / x` is a division.
//  * Units (`USD`, `s`, `bps`) and types (`bool`, `party`) are plain names, never reserved.
//  * The words in the rule `name` have a meaning in one place only and may be names everywhere else.
//  * Comments and spaces are kept on the hidden channel for tools that print the text again.
// The rules follow compiler/syntax/ast.h struct by struct; compiler/syntax/ turns one into the other.
grammar Surety;

@parser::members {
  // Whether the next token stands on the line of the one before it.
  bool sameLine() { return _input->LT(1)->getLine() == _input->LT(-1)->getLine(); }
  // Whether a `let` here may be that of an expression. Where it could also begin the next statement it is that: the text before it
  // is incomplete then, and the error says so.
  bool nameable() {
    const auto before = _input->LA(-1);
    return before == PAREN_OPEN || before == COLON || before == COMMA || before == THEN || before == ELSE;
  }
  // Whether the next token touches both its neighbours.
  bool tight() {
    return _input->LT(-1)->getStopIndex() + 1 == _input->LT(1)->getStartIndex() &&
           _input->LT(1)->getStopIndex() + 1 == _input->LT(2)->getStartIndex();
  }
}

// ---- files ----

file : useDecl* (unit trailing*)? EOF ;

unit
  : 'contract' name '{' declaration* '}'        # contractUnit
  | 'module' dottedName ('(' moduleParameter (',' moduleParameter)* ','? ')')? '{' declaration* '}'    # moduleUnit
  ;
// module std.market(Base: unit, Quote: asset) { … }
moduleParameter : name ':' kind=('unit' | 'asset' | 'enum' | 'account' | 'role' | 'oracle') ;

// What stands after a `}` too many: understood, and reported as an error.
trailing : declaration | unit | '}' ;

// ---- declarations ----

declaration
  : useDecl | assetDecl | unitDecl | enumDecl | phaseDecl | roleDecl | paramDecl | whereDecl | oracleDecl
  | potDecl | balanceDecl | stateDecl | accountDecl | tableDecl | recordDecl | fnDecl | actionDecl | breakerDecl
  | assumeDecl | invariantDecl | ruleDecl | canDecl | lemmaDecl | scanDecl | testDecl
  ;

// use std.margin      use std.market(ETH, USD) as eth
useDecl : 'use' dottedName ('(' passed+=name (',' passed+=name)* ','? ')')? ('as' alias=name)? ;

// asset USD { decimals 6  supply 1_000_000 }      issued asset LP { decimals 6  supply 1_000_000 }
assetDecl : 'issued'? 'asset' name '{' assetClause* '}' ;
assetClause
  : 'decimals' expr    # decimalsClause
  | 'supply' expr      # supplyClause
  ;

// unit ETH { decimals 8 }
unitDecl : 'unit' name '{' unitClause* '}' ;
unitClause : 'decimals' expr ;

// enum Market { BTC, ETH }
enumDecl : 'enum' name '{' name (',' name)* ','? '}' ;

// phase Trading, Settled
phaseDecl : 'phase' name (',' name)* ;

// role matcher
roleDecl : 'role' name ;

// param initial : ratio @ 4 in 2% .. 50% governed by council
paramDecl : 'param' name ':' type ('governed' 'by' name)? ;

// where maintenance < initial
whereDecl : 'where' expr ;

// oracle mark : USD/ETH @ 4 { range 0.01 .. 1_000_000  heartbeat 60s  step max_step }
// oracle mark[Market] : USD/CONTRACT @ 4 { … }
// oracle mark : USD/ETH @ 4 { heartbeat 60s  sources 5  quorum 3  median  deviation 1% }
oracleDecl : 'oracle' name index? ':' type ('{' oracleClause* '}')? ;
oracleClause
  : 'range' expr '..' expr    # rangeClause
  | 'heartbeat' expr          # heartbeatClause
  | 'step' expr               # stepClause
  | 'sources' expr            # sourcesClause
  | 'quorum' expr             # quorumClause
  | 'median'                  # medianClause
  | 'deviation' expr          # deviationClause
  ;

// pot insurance : USD @ 12
potDecl : 'pot' name ':' type ;

// balance quote : USD @ 12
balanceDecl : 'balance' name index? ':' type ;

// state open_interest[Market] : ETH = 0
stateDecl : 'state' name index? ':' type ('=' expr)? ;

// account Trader { balance quote : USD @ 12  size : ETH in -1_000 .. 1_000 }
accountDecl : 'account' name '{' member* '}' ;
member : memberPot | balanceDecl | fieldDecl ;
memberPot : 'pot' name index? ':' type ;
fieldDecl : name index? ':' type ;
// mark[BTC]      the third source of an oracle: mark[3]
index : '[' (name | NUMBER) ']' ;

// table Vault[number: id] { owner : party  balance debt : USD }
tableDecl : 'table' name '[' key=name ':' type ']' '{' member* '}' ;

// record Parts { fee: USD, rest: USD }      what a function may give back
recordDecl : 'record' name '{' parameters '}' ;

// fn equity(t: Trader) -> USD @ 12 = t.quote + t.size * mark
// fn norm_cdf(x: ratio @ 18) -> ratio @ 18 ensures 0 <= result and result <= 1 = …
fnDecl
  : 'fn' name '(' parameters? ')' '->' type (('where' condition=expr)? 'ensures' trusted='trusted'? claim=expr)? '=' result
  ;
parameters : parameter (',' parameter)* ','? ;
parameter : name ':' type ;

// action trade(buyer: party, quantity: ETH) by matcher when Trading comply when Trader[buyer].cleared { … }
actionDecl
  : 'action' name '(' parameters? ')' ('by' by=name)? ('when' name (',' name)*)? ('comply' 'when' compliance=expr)? block
  ;

// breaker crash when mark < 80% * before(mark) halts trade, open for 15m      breaker crash when … halts any except withdraw for 15m
breakerDecl
  : 'breaker' name 'when' condition=expr 'halts' halted+=name (',' halted+=name)* ('except' spared+=name (',' spared+=name)*)?
    'for' duration=expr
  ;

// assume keepers before mark.update: forall t in Trader: maintained(t)
assumeDecl : 'assume' name 'before' environmentStep ':' expr ;
// mark.update   mark[BTC].update   advance   set_initial
environmentStep : name index? ('.' name)* ;

// invariant balanced_book: sum(t in Trader: t.size) == 0
invariantDecl : 'invariant' name ':' expr ;

// rule only_unhealthy: after liquidate(target): not before(maintained(Trader[target]))
ruleDecl : 'rule' name ':' 'after' ruleTarget (',' ruleTarget)* ('except' name (',' name)*)? ':' expr ;
ruleTarget : name ('(' (name (',' name)*)? ')')? ;

// can exit: forall t in Trader where t.size == 0: withdraw(t.quote to USD down) by t.party
canDecl
  : 'can' name ':' 'forall' row=name 'in' account=name ('where' condition=expr)? ':'
    action=name '(' arguments? ')' 'by' caller=expr
  ;

// lemma product_grows(x: USD, y: USD) where x <= y: x * x <= y * y by { assert x * x <= x * y }
lemmaDecl : 'lemma' name '(' parameters? ')' ('where' condition=expr)? ':' claim=expr ('by' block)? ;

// scan due by mark: t in Trader where not maintained(t)      the rows that a host looks for, by one number where that is asked
scanDecl
  : 'scan' name ('by' by=name index?)? ':' row=name 'in' account=name 'where' condition=expr
  ;

// ---- types and units ----

// USD @ 12 in 0 .. 100      of an action's parameter also: list 3 of Part
type : ('list' most=NUMBER? 'of')? unitExpr ('@' fine=NUMBER)? ('in' expr '..' expr)? ;
// `1` stands for no unit at the head of `1/s`
unitExpr : unitFactor (('*' | '/') unitFactor)* ;
unitFactor : (name | NUMBER) exponent? ;
exponent : '^' '-'? NUMBER ;

// ---- statements ----

block : '{' statement* '}' ;

statement
  : 'let' name (':' type)? '=' expr                  # letStatement
  | 'ref' name '=' expr                              # refStatement
  | 'require' expr ('else' name)?                    # requireStatement
  | 'move' expr 'from' place 'to' place              # moveStatement
  | 'if' expr block ('else' (block | ifTail))?       # ifStatement
  | 'for' name 'in' name block                       # forStatement
  | 'assert' expr                                    # assertStatement
  | 'mint' expr 'to' place                           # mintStatement
  | 'burn' expr 'from' place                         # burnStatement
  | 'become' name                                    # becomeStatement
  | 'use' name '(' arguments? ')'                    # useStatement
  | place op=('=' | '+=' | '-=') expr                # assignStatement
  ;
// `else if`
ifTail : 'if' expr block ('else' (block | ifTail))? ;

// A place that can be written, or an end of `move`: caller, wallet(p), insurance, Trader[buyer].quote
place
  : name                               # namePlace
  | name '(' arguments? ')'            # callPlace
  | place '.' name                     # memberPlace
  | place '[' expr ']'                 # indexPlace
  ;

// ---- expressions, tightest first ----

expr
  : '(' expr ')'                                                                  # groupExpr
  | NUMBER ({sameLine()}? literalUnit)?                                           # numberExpr
  | value=('true' | 'false')                                                      # boolExpr
  | kind=('sum' | 'count' | 'min' | 'max') '(' row=name 'in' account=name ('where' condition=expr)? ':' body=expr ')'  # foldExpr
  | name '(' arguments? ')'                                                       # callExpr
  | name                                                                          # nameExpr
  | 'phase'                                                                       # phaseExpr
  | '[' (expr (',' expr)* ','?)? ']'                                              # listExpr
  | expr '.' name                                                                 # memberExpr
  | expr '[' expr ']'                                                             # indexExpr
  | '-' expr                                                                      # negateExpr
  | expr op=('*' | '/') expr                                                      # binaryExpr
  | expr op=('+' | '-') expr                                                      # binaryExpr
  | expr 'to' unitExpr ('@' NUMBER)? rounding=('down' | 'up' | 'nearest')?        # convertExpr
  | expr op=('<' | '<=' | '>' | '>=' | '==' | '!=') expr                          # compareExpr
  | 'not' expr                                                                    # notExpr
  | expr op='and' expr                                                            # binaryExpr
  | expr op='or' expr                                                             # binaryExpr
  | <assoc=right> expr op='implies' expr                                          # binaryExpr
  | 'if' expr 'then' expr 'else' expr                                             # ifExpr
  | {nameable()}? binding+ 'in' expr                                              # letExpr
  | kind=('forall' | 'exists') row=name (',' further+=name)* 'in' account=name ('where' expr)? ':' expr # quantifiedExpr
  ;

// let a = x * y  let b = a + 1 USD in a * b
binding : 'let' name (':' type)? '=' expr ;
result : binding+ 'in' expr | expr ;

arguments : argument (',' argument)* ','? ;
argument : (name ':')? expr ;

// 2.5%   30bps   100 USD   2_000 USD/ETH   5 1/s
literalUnit
  : '%'
  | literalFactor ({tight()}? ('*' | '/') literalFactor)*
  | NUMBER {tight()}? '/' literalFactor
  ;
literalFactor : ID exponent? ;

// ---- tests ----

// test "a deposit arrives" { given initial = 10%  alice: deposit(100 USD)  expect insurance == 0 }
// test "nothing is lost" for all (a: party, x: USD) where x > 0 USD { a: deposit(x)  a: withdraw(x) succeeds }
testDecl : 'test' STRING forAll? '{' testStep* '}' ;
forAll : 'for' 'all' '(' parameters? ')' ('where' expr)? ;
testStep
  : 'given' given (',' given)* ','?                              # givenStep
  | name ':' name '(' arguments? ')' outcome?                    # callStep
  | name ':' 'any' ('except' name (',' name)*)? outcome?         # anyStep
  | name index? 'becomes' expr outcome?                          # oracleStep
  | 'wait' expr                                                  # waitStep
  | 'expect' expr                                                # expectStep
  | 'let' name '=' expr                                          # letStep
  | 'use' name '(' arguments? ')'                                # useStep
  ;
given : name index? '=' expr ;
// reverts OutOfRange(Trader.size)      reverts AssertionFailed(withdraw.assert#1)
outcome : 'succeeds' | 'reverts' (name ('(' errorArgument ')')?)? ;
errorArgument : dottedName (index | '.' 'assert' ORDINAL)? ;

// ---- names ----

dottedName : name ('.' name)* ;

name
  : ID | 'all' | 'any' | 'as' | 'becomes' | 'before' | 'breaker' | 'burn' | 'comply' | 'count' | 'decimals' | 'deviation' | 'down' | 'ensures' | 'except'
  | 'governed' | 'halts' | 'heartbeat' | 'issued' | 'lemma' | 'list' | 'max' | 'median' | 'min' | 'mint' | 'nearest' | 'of' | 'quorum' | 'range'
  | 'record' | 'reverts' | 'scan' | 'sources' | 'step' | 'succeeds' | 'sum' | 'supply' | 'table' | 'trusted' | 'up'
  ;

// ---- tokens ----

// Words of the language are in quotes in the rules above; the lexer prefers them to ID.
CONTRACT : 'contract' ; MODULE : 'module' ; USE : 'use' ; ASSET : 'asset' ; UNIT : 'unit' ; ENUM : 'enum' ;
PHASE : 'phase' ; ROLE : 'role' ; PARAM : 'param' ; WHERE : 'where' ; ORACLE : 'oracle' ; POT : 'pot' ;
BALANCE : 'balance' ; STATE : 'state' ; ACCOUNT : 'account' ; FN : 'fn' ; ACTION : 'action' ; ASSUME : 'assume' ;
INVARIANT : 'invariant' ; RULE : 'rule' ; CAN : 'can' ; TEST : 'test' ;
BY : 'by' ; WHEN : 'when' ; AFTER : 'after' ; IN : 'in' ;
LET : 'let' ; REF : 'ref' ; REQUIRE : 'require' ; MOVE : 'move' ; FROM : 'from' ; TO : 'to' ; IF : 'if' ;
THEN : 'then' ; ELSE : 'else' ; FOR : 'for' ; ASSERT : 'assert' ; BECOME : 'become' ;
GIVEN : 'given' ; WAIT : 'wait' ; EXPECT : 'expect' ;
FORALL : 'forall' ; EXISTS : 'exists' ; NOT : 'not' ; AND : 'and' ; OR : 'or' ; IMPLIES : 'implies' ;
TRUE : 'true' ; FALSE : 'false' ;

ALL : 'all' ; ANY : 'any' ; AS : 'as' ; BECOMES : 'becomes' ; BEFORE : 'before' ; BREAKER : 'breaker' ; BURN : 'burn' ; COMPLY : 'comply' ;
COUNT : 'count' ; DECIMALS : 'decimals' ; DEVIATION : 'deviation' ; DOWN : 'down' ; ENSURES : 'ensures' ; EXCEPT : 'except' ; GOVERNED : 'governed' ;
HALTS : 'halts' ; HEARTBEAT : 'heartbeat' ; ISSUED : 'issued' ; LEMMA : 'lemma' ; LIST : 'list' ; MAX : 'max' ; MEDIAN : 'median' ; MIN : 'min' ;
MINT : 'mint' ; NEAREST : 'nearest' ; OF : 'of' ; QUORUM : 'quorum' ; RANGE : 'range' ; RECORD : 'record' ; REVERTS : 'reverts' ; SCAN : 'scan' ;
SOURCES : 'sources' ; STEP : 'step' ; SUCCEEDS : 'succeeds' ; SUM : 'sum' ; SUPPLY : 'supply' ;
TABLE : 'table' ; TRUSTED : 'trusted' ; UP : 'up' ;

BRACE_OPEN : '{' ; BRACE_CLOSE : '}' ; PAREN_OPEN : '(' ; PAREN_CLOSE : ')' ; BRACKET_OPEN : '[' ;
BRACKET_CLOSE : ']' ; COMMA : ',' ; COLON : ':' ; DOT : '.' ; DOTS : '..' ; ARROW : '->' ; AT : '@' ; CARET : '^' ;
PERCENT : '%' ; ASSIGN : '=' ; PLUS_ASSIGN : '+=' ; MINUS_ASSIGN : '-=' ; PLUS : '+' ; MINUS : '-' ; STAR : '*' ;
SLASH : '/' ; LESS : '<' ; LESS_EQUAL : '<=' ; GREATER : '>' ; GREATER_EQUAL : '>=' ; EQUAL : '==' ;
NOT_EQUAL : '!=' ;

ORDINAL : '#' [0-9]+ ;

ID : [A-Za-z_] [A-Za-z0-9_]* ;
// Doubled and trailing underscores are reported when the number is read.
NUMBER : [0-9] [0-9_]* ('.' [0-9] [0-9_]*)? ;
STRING : '"' ~["\r\n]* '"' ;

SPACE : [ \t\r\n]+ -> channel(HIDDEN) ;
LINE_COMMENT : '//' ~[\n]* -> channel(HIDDEN) ;
BLOCK_COMMENT : '/*' (~'*' | '*'+ ~[*/])* '*'+ '/' -> channel(HIDDEN) ;

// Mistakes with a plain answer of their own: reported from the list of tokens, before the parser sees it.
OPEN_COMMENT : '/*' (~'*' | '*'+ ~[*/])* '*'* -> channel(HIDDEN) ;
OPEN_STRING : '"' ~["\r\n]* ;
FOREIGN : '&&' | '||' | '!' | '<>' ;
SEMICOLON : ';' -> channel(HIDDEN) ;
UNKNOWN : . -> channel(HIDDEN) ;
