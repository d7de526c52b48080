"""First names met in Poland, folded, to tell them from surnames; never to correct anybody's."""

from programs.intake.values.texts import key

NAMES = """
adam adrian adrianna agata agnieszka alan albert albin aldona aleks aleksander aleksandra aleksy
alfred alicja alina aloiza alojzy amelia anastazja anatol andrzej andzelika aneta angelika aniela
anita anna antoni antonina apolonia arkadiusz arleta artur augustyn aurelia balbina barbara
bartlomiej bartosz beata benedykt beniamin bernadeta bernadetta bernard bernarda blanka blazej
bogdan bogumil bogumila boguslaw boguslawa bogusz boleslaw bozena bozydar bronislaw bronislawa
brygida brunon cecylia celina cezary cyprian cyryl czeslaw czeslawa dagmara damian daniel daniela
danuta daria dariusz dawid delfina denis diana dionizy dominik dominika donata dorian dorota
edmund edward edyta egon eliza elwira elzbieta emanuel emil emilia emilian eryk ernest estera
eugenia eugeniusz ewa ewelina fabian faustyna felicja feliks ferdynand filip florian franciszek
franciszka fryderyk gabriel gabriela genowefa gerard gertruda gizela grazyna grzegorz gustaw halina
hanna helena henryk henryka hieronim hilary honorata hubert hugo ida ignacy iga igor ilona
ireneusz irena irma iwo iwona iwonna izabela izabella izydor jacek jadwiga jakub jan janina janusz
jaroslaw jaroslawa jedrzej jerzy joachim joanna jolanta jozef jozefa julia julian julianna julita
juliusz justyna kacper kaja kajetan kalina kamil kamila karina karol karolina kasper katarzyna
kazimiera kazimierz kinga klara klaudia klaudiusz klemens konrad konstanty kordian kornel kornelia
krystian krystiana krystyna krystyn krzysztof ksawery ksenia lech lechoslaw lena leokadia leon
leonard leslaw leszek lew lidia liliana lilianna lubomir lucja lucjan lucyna ludwik ludwika
lukasz maciej magda magdalena maja maksym maksymilian malgorzata malwina marcel marcelina marcin
marek margareta maria marian marianna mariola mariusz marlena marta martyna maryla maryna marzena
marzanna mateusz matylda maurycy melania michal michalina mieczyslaw mieczyslawa mikolaj milena
milosz mira miron miroslaw miroslawa monika nadia natalia natan nikodem nikola nikolas nina norbert
ola olaf olga oliwia oliwier olimpia oktawia oskar otylia patrycja patryk paula paulina pawel pelagia
piotr polikarp przemyslaw radoslaw rafal rajmund regina remigiusz renata robert roch rodzislaw roksana
roland roman romana romuald rozalia roza rudolf ryszard ryszarda sabina salomea samanta samuel sandra
sara sebastian serafin sergiusz seweryn seweryna slawomir slawomira slawoj sonia stanislaw stanislawa
stefan stefania stella sylwester sylwia sylweriusz szczepan szymon tadeusz tamara tatiana tekla teodor
teodora teofil teresa tobiasz tomasz tymon tymoteusz tytus urszula waclaw waclawa waldemar
waleria walenty walerian walentyna wanda weronika wieslaw wieslawa wiktor wiktoria wilhelm wincenty
wioleta wioletta wirginia wit witold wladyslaw wladyslawa wlodzimierz wojciech xawery zbigniew
zbyszko zdzislaw zdzislawa zenobia zenon ziemowit zofia zuzanna zygfryd zygmunt zyta zaneta
oleksandr oksana olena olha iryna ivan iwan natalija nataliia svitlana swietlana tetiana
volodymyr wolodymyr serhii serhij mykola andrii andrij dmytro yuliia julija mariia hanna liudmyla
vasyl wasyl halyna nadiia viktoriia anastasiia kateryna bohdan yurii petro mykhailo
"""
FIRST_NAMES = frozenset(NAMES.split())
MEN_WITH_A = frozenset({"mykola"})


def sex_of(first_name: str) -> str | None:
    """F or M, as a known first name tells it; none for a name that is not among those.

    Polish names of women end with an a, those of men hardly ever.
    """
    name = key(first_name).split(" ")[0]
    if name not in FIRST_NAMES:
        return None
    return "F" if name.endswith("a") and name not in MEN_WITH_A else "M"
