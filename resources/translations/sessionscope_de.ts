<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>ClusterTopology</name>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>%1 sessions</source>
        <translation>%1 Sitzungen</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>keine Adresse</translation>
    </message>
    <message>
        <source>✗ crash loop</source>
        <translation>✗ stürzt immer wieder ab</translation>
    </message>
    <message>
        <source>■ not ready</source>
        <translation>■ nicht bereit</translation>
    </message>
    <message numerus="yes">
        <source>%n restart(s)</source>
        <translation>
            <numerusform>%n Neustart</numerusform>
            <numerusform>%n Neustarts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proxy(s)</source>
        <translation>
            <numerusform>%n Proxy</numerusform>
            <numerusform>%n Proxys</numerusform>
        </translation>
    </message>
    <message>
        <source>Redis</source>
        <translation>Redis</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Store</translation>
    </message>
    <message>
        <source>▲ not shared: each proxy remembers alone</source>
        <translation>▲ nicht gemeinsam: jeder Proxy merkt sich seines</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of sessions</source>
        <translation>
            <numerusform>%n Datensatz einer Sitzung</numerusform>
            <numerusform>%n Datensätze von Sitzungen</numerusform>
        </translation>
    </message>
    <message>
        <source>no affinity</source>
        <translation>keine Affinität</translation>
    </message>
    <message>
        <source>%1 %2 s</source>
        <translation>%1 %2 s</translation>
    </message>
    <message numerus="yes">
        <source>▲ %n session(s) pinned here</source>
        <translation>
            <numerusform>▲ %n Sitzung hier angeheftet</numerusform>
            <numerusform>▲ %n Sitzungen hier angeheftet</numerusform>
        </translation>
    </message>
    <message>
        <source>headless</source>
        <translation>headless</translation>
    </message>
    <message>
        <source>✗ pods have no DNS names</source>
        <translation>✗ Pods haben keine DNS-Namen</translation>
    </message>
    <message>
        <source>✗ the set&apos;s serviceName is %1: no pod DNS</source>
        <translation>✗ serviceName des Sets ist %1: kein Pod-DNS</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n Sitzung</numerusform>
            <numerusform>%n Sitzungen</numerusform>
        </translation>
    </message>
    <message>
        <source>DNS gave no answer</source>
        <translation>DNS gab keine Antwort</translation>
    </message>
    <message>
        <source>DNS knows its name</source>
        <translation>DNS kennt seinen Namen</translation>
    </message>
    <message>
        <source>✗ no such name in DNS</source>
        <translation>✗ kein solcher Name im DNS</translation>
    </message>
    <message>
        <source>✗ DNS leads to %1</source>
        <translation>✗ DNS führt zu %1</translation>
    </message>
</context>
<context>
    <name>CoreWords</name>
    <message>
        <source>The proxy restarts</source>
        <translation>Der Proxy startet neu</translation>
    </message>
    <message>
        <source>Sessions recovered from the store must reach the pod that knows them (F-01, ToolHive #4575).</source>
        <translation>Sitzungen, die aus dem Store kommen, müssen den Pod erreichen, der sie kennt (F-01, ToolHive #4575).</translation>
    </message>
    <message>
        <source>The proxy is killed</source>
        <translation>Der Proxy wird abgeschossen</translation>
    </message>
    <message>
        <source>As restart, but connections are reset: nothing is drained, and sessions must survive all the same (F-01).</source>
        <translation>Wie beim Neustart, aber die Verbindungen brechen ab: Nichts läuft aus, und die Sitzungen müssen trotzdem überleben (F-01).</translation>
    </message>
    <message>
        <source>One backend pod</source>
        <translation>Ein einziger Backend-Pod</translation>
    </message>
    <message>
        <source>With a single pod every pin is true: no profile with a shared store loses a session when the proxy restarts (F-01 needs two).</source>
        <translation>Mit nur einem Pod stimmt jeder Pin: Kein Profil mit geteiltem Store verliert beim Neustart des Proxys eine Sitzung (F-01 braucht zwei).</translation>
    </message>
    <message>
        <source>A plain URL outside Kubernetes</source>
        <translation>Eine einfache URL außerhalb von Kubernetes</translation>
    </message>
    <message>
        <source>A target that is one server behind a plain URL has no pods to pin to, and no pinning policy may change how it works.</source>
        <translation>Ein Ziel, das ein einzelner Server hinter einer einfachen URL ist, hat keine Pods, auf die man zeigen könnte, und keine Pin-Regel darf etwas an ihm ändern.</translation>
    </message>
    <message>
        <source>Made on one proxy, used on another</source>
        <translation>Auf einem Proxy entstanden, auf einem anderen benutzt</translation>
    </message>
    <message>
        <source>A session made on proxy 0 must work on proxy 1, which reaches the pods from another address (F-01, F-10; today&apos;s upstream e2e test).</source>
        <translation>Eine Sitzung von Proxy 0 muss auf Proxy 1 gehen, der die Pods von einer anderen Adresse aus erreicht (F-01, F-10; der heutige e2e-Test von ToolHive).</translation>
    </message>
    <message>
        <source>The upstream e2e test, connection cancelled</source>
        <translation>Der e2e-Test von ToolHive, Verbindung abgebrochen</translation>
    </message>
    <message>
        <source>The acceptance test as #4673 has it: the client cancels, the proxy pod is replaced, and five tools/list under the old id must succeed (F-01).</source>
        <translation>Der Abnahmetest, wie er in #4673 steht: Der Client bricht ab, der Proxy-Pod wird ersetzt, und fünfmal tools/list unter der alten Id muss gelingen (F-01).</translation>
    </message>
    <message>
        <source>The upstream e2e test, session closed</source>
        <translation>Der e2e-Test von ToolHive, Sitzung geschlossen</translation>
    </message>
    <message>
        <source>The acceptance test as #4574 and #4638 have it: the client&apos;s Close sends DELETE, so every later call is told 404 by the guard, whatever the routing does.</source>
        <translation>Der Abnahmetest, wie er in #4574 und #4638 steht: Das Close des Clients sendet DELETE, also antwortet der Wächter auf jeden späteren Aufruf 404, was das Routing auch tut.</translation>
    </message>
    <message>
        <source>A backend pod restarts</source>
        <translation>Ein Backend-Pod startet neu</translation>
    </message>
    <message>
        <source>A container that starts again has forgotten its sessions: nobody&apos;s routing can bring their state back (F-11).</source>
        <translation>Ein Container, der neu startet, hat seine Sitzungen vergessen: Kein Routing bringt ihren Zustand zurück (F-11).</translation>
    </message>
    <message>
        <source>A backend pod moves</source>
        <translation>Ein Backend-Pod zieht um</translation>
    </message>
    <message>
        <source>A pod that is replaced has a new address and an empty memory: pins to the old address are refused, names follow the pod (F-12).</source>
        <translation>Ein ersetzter Pod hat eine neue Adresse und einen leeren Speicher: Pins auf die alte Adresse werden abgewiesen, Namen folgen dem Pod (F-12).</translation>
    </message>
    <message>
        <source>Fewer backend pods</source>
        <translation>Weniger Backend-Pods</translation>
    </message>
    <message>
        <source>A pin to an ordinal that scaling took away leads nowhere, for good (F-06).</source>
        <translation>Ein Pin auf eine Nummer, die beim Verkleinern wegfiel, führt auf Dauer ins Leere (F-06).</translation>
    </message>
    <message>
        <source>Every backend pod is replaced</source>
        <translation>Jeder Backend-Pod wird ersetzt</translation>
    </message>
    <message>
        <source>A rollout replaces all pods one after the other: every session meets a pod that has forgotten it (F-11, F-41).</source>
        <translation>Ein Rollout ersetzt alle Pods nacheinander: Jede Sitzung trifft auf einen Pod, der sie vergessen hat (F-11, F-41).</translation>
    </message>
    <message>
        <source>Pods without DNS names</source>
        <translation>Pods ohne DNS-Namen</translation>
    </message>
    <message>
        <source>The StatefulSet&apos;s serviceName is the container name, so that no pod has a DNS name and a policy that pins to one reaches nobody (F-04).</source>
        <translation>Der serviceName des StatefulSets ist der Name des Containers; so hat kein Pod einen DNS-Namen, und eine Regel, die auf einen zeigt, erreicht niemanden (F-04).</translation>
    </message>
    <message>
        <source>Two proxies without a shared store</source>
        <translation>Zwei Proxys ohne geteilten Store</translation>
    </message>
    <message>
        <source>Each proxy keeps its sessions to itself, so that a request which reaches the other one is told that its session does not exist (F-02).</source>
        <translation>Jeder Proxy behält seine Sitzungen für sich; eine Anfrage, die den anderen erreicht, erfährt, dass es ihre Sitzung nicht gibt (F-02).</translation>
    </message>
    <message>
        <source>The store is away for a while</source>
        <translation>Der Store ist eine Weile weg</translation>
    </message>
    <message>
        <source>While the store cannot be reached requests are told 503, never 404; afterwards every session works as before (F-31).</source>
        <translation>Solange der Store nicht erreichbar ist, bekommen Anfragen 503, nie 404; danach geht jede Sitzung wie zuvor (F-31).</translation>
    </message>
    <message>
        <source>The store loses everything</source>
        <translation>Der Store verliert alles</translation>
    </message>
    <message>
        <source>A flushed store has forgotten every record: the guard tells all clients 404 although the pods still hold their sessions (F-34).</source>
        <translation>Ein geleerter Store hat jeden Eintrag vergessen: Der Wächter antwortet allen Clients 404, obwohl die Pods ihre Sitzungen noch haben (F-34).</translation>
    </message>
    <message>
        <source>A session is idle for too long</source>
        <translation>Eine Sitzung ruht zu lange</translation>
    </message>
    <message>
        <source>A record that nobody asked for within its time to live is gone, and so is the session (F-35).</source>
        <translation>Ein Eintrag, nach dem in seiner Lebenszeit niemand fragte, ist weg, und mit ihm die Sitzung (F-35).</translation>
    </message>
    <message>
        <source>Sessions are closed</source>
        <translation>Sitzungen werden geschlossen</translation>
    </message>
    <message>
        <source>A session that its client has ended with DELETE is gone from the store and answers 404 from then on (F-23 if it comes back).</source>
        <translation>Eine Sitzung, die ihr Client mit DELETE beendet hat, ist aus dem Store verschwunden und antwortet fortan 404 (F-23, falls sie wiederkommt).</translation>
    </message>
    <message>
        <source>One pod gets everything</source>
        <translation>Ein Pod bekommt alles</translation>
    </message>
    <message>
        <source>ClientIP affinity sees one client, the proxy: all its sessions land on one pod and the others idle (F-09).</source>
        <translation>Die ClientIP-Affinität sieht einen einzigen Client, den Proxy: Alle seine Sitzungen landen auf einem Pod, und die anderen haben nichts zu tun (F-09).</translation>
    </message>
    <message>
        <source>No shared store: records die with the proxy (strategy S0).</source>
        <translation>Kein geteilter Store: Einträge sterben mit dem Proxy (Strategie S0).</translation>
    </message>
    <message>
        <source>Records in Redis, pinned to the Service&apos;s URL; no pod has a DNS name; ClientIP affinity 1800 s (strategies S1/S2).</source>
        <translation>Einträge in Redis, mit der URL des Service als Pin; kein Pod hat einen DNS-Namen; ClientIP-Affinität 1800 s (Strategien S1/S2).</translation>
    </message>
    <message>
        <source>A uniformly random pod&apos;s DNS name is stored, drawn after initialize went through the Service; nothing for one replica (strategy S3).</source>
        <translation>Gespeichert wird der DNS-Name eines zufälligen Pods, ausgelost, nachdem initialize durch den Service ging; nichts bei nur einem Replikat (Strategie S3).</translation>
    </message>
    <message>
        <source>As proposed, but unconditional: ordinal 0 for one replica, and a transport that cannot honour it is a configuration error.</source>
        <translation>Wie vorgeschlagen, aber immer: Nummer 0 bei einem Replikat, und ein Transport, der es nicht kann, ist ein Konfigurationsfehler.</translation>
    </message>
    <message>
        <source>The ordinal is drawn first, initialize is sent to that pod, and its DNS name is stored (strategy S3&apos;).</source>
        <translation>Zuerst wird die Nummer ausgelost, initialize geht an diesen Pod, und sein DNS-Name wird gespeichert (Strategie S3&apos;).</translation>
    </message>
    <message>
        <source>The data path shows the pod&apos;s own address, and it is stored (strategy S4a without recovery).</source>
        <translation>Der Datenweg zeigt die eigene Adresse des Pods, und die wird gespeichert (Strategie S4a ohne Wiederherstellung).</translation>
    </message>
    <message>
        <source>The connection&apos;s peer address is stored, which behind DNAT is the ClusterIP; lost sessions are re-initialised transparently, with the released quirks (strategy S4b).</source>
        <translation>Gespeichert wird die Adresse der Gegenseite, hinter DNAT also die ClusterIP; verlorene Sitzungen werden unsichtbar neu initialisiert, mit den Eigenheiten der Releases (Strategie S4b).</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>intact</source>
        <translation>unversehrt</translation>
    </message>
    <message>
        <source>amnesia</source>
        <translation>Gedächtnis verloren</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
</context>
<context>
    <name>Inspect</name>
    <message>
        <source>(vMCP)</source>
        <translation>(vMCP)</translation>
    </message>
    <message>
        <source>(the runner&apos;s probe)</source>
        <translation>(Probe des Runners)</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>connecting …</source>
        <translation>verbindet …</translation>
    </message>
    <message>
        <source>loading …</source>
        <translation>lädt …</translation>
    </message>
    <message>
        <source>live: changes are pushed</source>
        <translation>live: Änderungen werden gemeldet</translation>
    </message>
    <message>
        <source>polling: pushes were refused</source>
        <translation>fragt nach: Meldungen wurden verweigert</translation>
    </message>
    <message>
        <source>stale: no answer for a while</source>
        <translation>veraltet: seit einer Weile keine Antwort</translation>
    </message>
    <message>
        <source>re-dialling, attempt %1</source>
        <translation>wählt neu, Versuch %1</translation>
    </message>
</context>
<context>
    <name>MessagePage</name>
    <message>
        <source>id %1</source>
        <translation>id %1</translation>
    </message>
    <message>
        <source>+%1 ms</source>
        <translation>+%1 ms</translation>
    </message>
    <message>
        <source>%1 · was not kept</source>
        <translation>%1 · nicht aufbewahrt</translation>
    </message>
    <message>
        <source>at some time</source>
        <translation>irgendwann</translation>
    </message>
    <message>
        <source>not whole</source>
        <translation>unvollständig</translation>
    </message>
    <message>
        <source>pod</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>client → %1</source>
        <translation>Client → %1</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%1 ← %2</source>
        <translation>%1 ← %2</translation>
    </message>
    <message>
        <source>client ← %1</source>
        <translation>Client ← %1</translation>
    </message>
    <message>
        <source>record before</source>
        <translation>Datensatz davor</translation>
    </message>
    <message>
        <source>record after</source>
        <translation>Datensatz danach</translation>
    </message>
    <message>
        <source>Headers and body were let go: later messages needed the room.</source>
        <translation>Kopf und Inhalt wurden verworfen: spätere Nachrichten brauchten den Platz.</translation>
    </message>
    <message>
        <source>(no body)</source>
        <translation>(kein Inhalt)</translation>
    </message>
    <message>
        <source>… cut: %1 of %2 bytes were kept</source>
        <translation>… gekürzt: %1 von %2 Bytes wurden aufbewahrt</translation>
    </message>
    <message>
        <source>… not ended</source>
        <translation>… nicht beendet</translation>
    </message>
</context>
<context>
    <name>TableExport</name>
    <message>
        <source>Tab-separated text</source>
        <translation>Text mit Tabulatoren</translation>
    </message>
</context>
<context>
    <name>Topology</name>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>%1 sessions</source>
        <translation>%1 Sitzungen</translation>
    </message>
    <message>
        <source>%1 of your own</source>
        <translation>%1 eigene</translation>
    </message>
    <message>
        <source>✗ %1 lost</source>
        <translation>✗ %1 verloren</translation>
    </message>
    <message>
        <source>proxy-%1</source>
        <translation>proxy-%1</translation>
    </message>
    <message>
        <source>%1 answered · %2 failed</source>
        <translation>%1 beantwortet · %2 Fehler</translation>
    </message>
    <message>
        <source>▲ draining</source>
        <translation>▲ läuft aus</translation>
    </message>
    <message>
        <source>■ stopped</source>
        <translation>■ angehalten</translation>
    </message>
    <message>
        <source>⟳ restarted %1 s ago</source>
        <translation>⟳ Neustart vor %1 s</translation>
    </message>
    <message>
        <source>affinity %1</source>
        <translation>Affinität %1</translation>
    </message>
    <message>
        <source>pod-%1 (%2)</source>
        <translation>pod-%1 (%2)</translation>
    </message>
    <message>
        <source>affinity</source>
        <translation>Affinität</translation>
    </message>
    <message>
        <source>random</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>✗ %1 refused</source>
        <translation>✗ %1 abgewiesen</translation>
    </message>
    <message>
        <source>knows %1 · %2</source>
        <translation>kennt %1 · %2</translation>
    </message>
    <message>
        <source>DNS: %1.%2</source>
        <translation>DNS: %1.%2</translation>
    </message>
    <message>
        <source>no DNS name</source>
        <translation>kein DNS-Name</translation>
    </message>
    <message>
        <source>▲ starting</source>
        <translation>▲ startet</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Store</translation>
    </message>
    <message>
        <source>%1 · %2 records</source>
        <translation>%1 · %2 Datensätze</translation>
    </message>
    <message>
        <source>%1 → Service · %2 → pods</source>
        <translation>%1 → Service · %2 → Pods</translation>
    </message>
    <message>
        <source>■ unreachable</source>
        <translation>■ unerreichbar</translation>
    </message>
    <message>
        <source>▲ %1 at risk on restart</source>
        <translation>▲ %1 bei Neustart in Gefahr</translation>
    </message>
    <message>
        <source>%1 · gen %2</source>
        <translation>%1 · Gen. %2</translation>
    </message>
    <message>
        <source>✗ %1 × 404: never seen</source>
        <translation>✗ %1 × 404: nie gesehen</translation>
    </message>
    <message>
        <source>not shared: in each proxy&apos;s memory</source>
        <translation>nicht geteilt: im Speicher jedes Proxys</translation>
    </message>
    <message>
        <source>%1 made anew</source>
        <translation>%1 neu gemacht</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::AttachView</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Anschließen</translation>
    </message>
    <message>
        <source>URL of the proxy</source>
        <translation>URL des Proxys</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Copy the URL</source>
        <translation>Die URL kopieren</translation>
    </message>
    <message>
        <source>Attach your own client</source>
        <translation>Eigenen Client anschließen</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Copy the configuration</source>
        <translation>Die Konfiguration kopieren</translation>
    </message>
    <message>
        <source>URL of Redis</source>
        <translation>URL von Redis</translation>
    </message>
    <message>
        <source>no Redis</source>
        <translation>kein Redis</translation>
    </message>
    <message>
        <source>Copy the URL of Redis</source>
        <translation>Die URL von Redis kopieren</translation>
    </message>
    <message>
        <source>Command of a pod</source>
        <translation>Kommando eines Pods</translation>
    </message>
    <message>
        <source>Redis</source>
        <translation>Redis</translation>
    </message>
    <message>
        <source>Your own server as pods</source>
        <translation>Eigener Server als Pods</translation>
    </message>
    <message>
        <source>Run once per pod with the next start; {host}, {port} and {ordinal} are filled in. Empty: the built-in pods.</source>
        <translation>Läuft ab dem nächsten Start einmal je Pod; {host}, {port} und {ordinal} werden eingesetzt. Leer: die eingebauten Pods.</translation>
    </message>
    <message>
        <source>no live cluster is up</source>
        <translation>kein echter Cluster läuft</translation>
    </message>
    <message>
        <source>● %1 — %2 requests, %3 failed</source>
        <translation>● %1 — %2 Anfragen, %3 fehlgeschlagen</translation>
    </message>
    <message>
        <source>○ No client of yours has come yet.</source>
        <translation>○ Noch kam kein eigener Client.</translation>
    </message>
    <message>
        <source>any port</source>
        <translation>irgendein Port</translation>
    </message>
    <message>
        <source>port </source>
        <translation>Port </translation>
    </message>
    <message>
        <source>Start cluster</source>
        <translation>Cluster starten</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>unnamed</source>
        <translation>ohne Namen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::BarChart</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::CardModel</name>
    <message>
        <source>nothing is broken</source>
        <translation>nichts geht kaputt</translation>
    </message>
    <message>
        <source>… the simulator is at it</source>
        <translation>… der Simulator ist dabei</translation>
    </message>
    <message>
        <source>… not simulated</source>
        <translation>… nicht simuliert</translation>
    </message>
    <message>
        <source>Fault: %1</source>
        <translation>Störung: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::CatalogueView</name>
    <message>
        <source>Catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Built-in scenarios</source>
        <translation>Eingebaute Szenarien</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ChainDelegate</name>
    <message>
        <source>%1 · ◆ root cause</source>
        <translation>%1 · ◆ Ursache</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ChainModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1, root cause, at %2</source>
        <translation>%1, Ursache, bei %2</translation>
    </message>
    <message>
        <source>%1, at %2</source>
        <translation>%1, bei %2</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ChartsView</name>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Answers per second, latency, sessions per pod and store round trips of a run appear here.</source>
        <translation>Hier erscheinen Antworten je Sekunde, Latenz, Sitzungen je Pod und Wege zum Store.</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>per second</source>
        <translation>je Sekunde</translation>
    </message>
    <message>
        <source>● answered</source>
        <translation>● beantwortet</translation>
    </message>
    <message>
        <source>▲ forgot</source>
        <translation>▲ vergessen</translation>
    </message>
    <message>
        <source>✗ 404</source>
        <translation>✗ 404</translation>
    </message>
    <message>
        <source>■ other errors</source>
        <translation>■ andere Fehler</translation>
    </message>
    <message>
        <source>Latency at the proxy</source>
        <translation>Latenz am Proxy</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>half within (p50)</source>
        <translation>die Hälfte binnen (p50)</translation>
    </message>
    <message>
        <source>99 % within (p99)</source>
        <translation>99 % binnen (p99)</translation>
    </message>
    <message>
        <source>Sessions held by each pod</source>
        <translation>Sitzungen je Pod</translation>
    </message>
    <message>
        <source>Store round trips</source>
        <translation>Wege zum Store</translation>
    </message>
    <message>
        <source>per request</source>
        <translation>je Anfrage</translation>
    </message>
    <message>
        <source>round trips</source>
        <translation>Wege</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>pod-%1</source>
        <translation>pod-%1</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::CheckModel</name>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Culprit</source>
        <translation>Schuldiger</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>○ not judged yet</source>
        <translation>○ noch nicht geprüft</translation>
    </message>
    <message>
        <source>✓ passed</source>
        <translation>✓ bestanden</translation>
    </message>
    <message>
        <source>✗ failed</source>
        <translation>✗ durchgefallen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::CheckSection</name>
    <message>
        <source>Checks of the plan</source>
        <translation>Prüfungen des Plans</translation>
    </message>
    <message>
        <source>None is chosen: all are judged.</source>
        <translation>Keine ist gewählt: alle werden geprüft.</translation>
    </message>
    <message>
        <source>choose checks</source>
        <translation>Prüfungen wählen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::CheckView</name>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Checks of the run</source>
        <translation>Prüfungen des Laufs</translation>
    </message>
    <message>
        <source>These rules are judged once the plan is through.</source>
        <translation>Diese Regeln werden geprüft, sobald der Plan durch ist.</translation>
    </message>
    <message numerus="yes">
        <source>✓ All %n check(s) passed.</source>
        <translation>
            <numerusform>✓ Die eine Prüfung ist bestanden.</numerusform>
            <numerusform>✓ Alle %n Prüfungen sind bestanden.</numerusform>
        </translation>
    </message>
    <message>
        <source>✗ %1 of %2 checks failed. Choose one to select whom it blames; Enter goes to that instant.</source>
        <translation>✗ %1 von %2 Prüfungen sind durchgefallen. Eine Zeile wählt aus, wen sie beschuldigt; die Eingabetaste führt zu diesem Augenblick.</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ClientSection</name>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Behaviour</source>
        <translation>Verhalten</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>change clients</source>
        <translation>Clients ändern</translation>
    </message>
    <message>
        <source>add clients</source>
        <translation>Clients hinzufügen</translation>
    </message>
    <message>
        <source>remove clients %1</source>
        <translation>Clients %1 entfernen</translation>
    </message>
    <message>
        <source>move clients %1</source>
        <translation>Clients %1 verschieben</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ClusterForm</name>
    <message>
        <source>Backend replicas</source>
        <translation>Backend-Replikate</translation>
    </message>
    <message>
        <source>Proxy replicas</source>
        <translation>Proxy-Replikate</translation>
    </message>
    <message>
        <source>Service affinity</source>
        <translation>Affinität des Service</translation>
    </message>
    <message>
        <source>Proxy affinity</source>
        <translation>Affinität der Proxys</translation>
    </message>
    <message>
        <source>Peer address</source>
        <translation>Gegenstelle</translation>
    </message>
    <message>
        <source>Session TTL</source>
        <translation>TTL der Sitzung</translation>
    </message>
    <message>
        <source>Affinity timeout</source>
        <translation>Affinität endet nach</translation>
    </message>
    <message>
        <source>Pod start delay</source>
        <translation>Startzeit eines Pods</translation>
    </message>
    <message>
        <source>Session id style</source>
        <translation>Form der Sitzungs-ID</translation>
    </message>
    <message>
        <source>Pod Host header</source>
        <translation>Host-Kopf zum Pod</translation>
    </message>
    <message>
        <source>the pod&apos;s address</source>
        <translation>die Adresse des Pods</translation>
    </message>
    <message>
        <source>reset cluster</source>
        <translation>Cluster zurücksetzen</translation>
    </message>
    <message>
        <source>▲ No pod DNS: pods cannot be addressed by name (F-04)</source>
        <translation>▲ Kein Pod-DNS: Pods sind nicht mit Namen erreichbar (F-04)</translation>
    </message>
    <message>
        <source>change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>%1 (pod DNS)</source>
        <translation>%1 (Pod-DNS)</translation>
    </message>
    <message>
        <source>%1 (no pod DNS!)</source>
        <translation>%1 (kein Pod-DNS!)</translation>
    </message>
    <message>
        <source>Reset cluster</source>
        <translation>Cluster zurücksetzen</translation>
    </message>
    <message>
        <source>Back to the profile&apos;s: forget what the plan says about the cluster, but for its name</source>
        <translation>Zurück zu dem des Profils: vergessen, was der Plan über den Cluster sagt, außer seinem Namen</translation>
    </message>
    <message>
        <source>serviceName</source>
        <translation>serviceName</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Command, view, scenario, session or pod</source>
        <translation>Befehl, Ansicht, Szenario, Sitzung oder Pod</translation>
    </message>
    <message>
        <source>Command, view, scenario, session or pod …</source>
        <translation>Befehl, Ansicht, Szenario, Sitzung oder Pod …</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Was passt</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Pod</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Nothing fits “%1”</source>
        <translation>Nichts passt zu „%1“</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::CompareView</name>
    <message>
        <source>Compare runs</source>
        <translation>Läufe vergleichen</translation>
    </message>
    <message>
        <source>Left run</source>
        <translation>Linker Lauf</translation>
    </message>
    <message>
        <source>Right run</source>
        <translation>Rechter Lauf</translation>
    </message>
    <message>
        <source>Only &amp;differences</source>
        <translation>Nur &amp;Unterschiede</translation>
    </message>
    <message>
        <source>S&amp;how it</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>Compared steps</source>
        <translation>Verglichene Schritte</translation>
    </message>
    <message>
        <source>Go to the first difference: its run, its event</source>
        <translation>Zum ersten Unterschied: sein Lauf, sein Ereignis</translation>
    </message>
    <message>
        <source>Show the first difference</source>
        <translation>Den ersten Unterschied zeigen</translation>
    </message>
    <message>
        <source>Only differences</source>
        <translation>Nur Unterschiede</translation>
    </message>
    <message>
        <source>Two runs of one plan will stand here side by side, with the first thing that differs.
Show bug and fix, or run the scenario twice under different profiles.</source>
        <translation>Hier stehen zwei Läufe eines Plans nebeneinander, mit dem Ersten, was sich unterscheidet.
Fehler und Abhilfe zeigen oder das Szenario unter zwei Profilen laufen lassen.</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Vergleicht…</translation>
    </message>
    <message>
        <source>Neither run has done anything yet.</source>
        <translation>Noch hat keiner der Läufe etwas getan.</translation>
    </message>
    <message>
        <source>Nothing differs. Untick “Only differences” to see every step.</source>
        <translation>Kein Unterschied. Ohne „Nur Unterschiede“ ist jeder Schritt zu sehen.</translation>
    </message>
    <message>
        <source>First difference: %1</source>
        <translation>Erster Unterschied: %1</translation>
    </message>
    <message>
        <source>The runs took the same course.</source>
        <translation>Die Läufe verliefen gleich.</translation>
    </message>
    <message>
        <source>Only &amp;differences (%1)</source>
        <translation>Nur &amp;Unterschiede (%1)</translation>
    </message>
    <message>
        <source>Show in &amp;left run</source>
        <translation>Im &amp;linken Lauf zeigen</translation>
    </message>
    <message>
        <source>Show in &amp;right run</source>
        <translation>Im &amp;rechten Lauf zeigen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ComparisonModel</name>
    <message>
        <source>= same</source>
        <translation>= gleich</translation>
    </message>
    <message>
        <source>≈ routing differs</source>
        <translation>≈ anderer Weg</translation>
    </message>
    <message>
        <source>≠ differs</source>
        <translation>≠ verschieden</translation>
    </message>
    <message>
        <source>← only left</source>
        <translation>← nur links</translation>
    </message>
    <message>
        <source>→ only right</source>
        <translation>→ nur rechts</translation>
    </message>
    <message>
        <source>no answer (%1)</source>
        <translation>keine Antwort (%1)</translation>
    </message>
    <message>
        <source>%1 without its state</source>
        <translation>%1 ohne Zustand</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Left pod</source>
        <translation>Pod links</translation>
    </message>
    <message>
        <source>Right pod</source>
        <translation>Pod rechts</translation>
    </message>
    <message>
        <source>Left pin</source>
        <translation>Pin links</translation>
    </message>
    <message>
        <source>Right pin</source>
        <translation>Pin rechts</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ConnectionDialog</name>
    <message>
        <source>✓ passed</source>
        <translation>✓ bestanden</translation>
    </message>
    <message>
        <source>– not needed</source>
        <translation>– nicht nötig</translation>
    </message>
    <message>
        <source>▲ less than all</source>
        <translation>▲ nicht alles</translation>
    </message>
    <message>
        <source>✗ failed</source>
        <translation>✗ gescheitert</translation>
    </message>
    <message>
        <source>Look at an installation – read only</source>
        <translation>Eine Installation ansehen – nur lesend</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>What was seen</source>
        <translation>Was zu sehen war</translation>
    </message>
    <message>
        <source>Steps of the test</source>
        <translation>Schritte der Prüfung</translation>
    </message>
    <message>
        <source>What the test says</source>
        <translation>Was die Prüfung sagt</translation>
    </message>
    <message>
        <source>Saved connections</source>
        <translation>Gesicherte Verbindungen</translation>
    </message>
    <message>
        <source>&amp;Forget</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <source>&amp;Import …</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>E&amp;xport …</source>
        <translation>E&amp;xportieren …</translation>
    </message>
    <message>
        <source>Take connections from a file; those of the same names are replaced</source>
        <translation>Verbindungen aus einer Datei nehmen; gleichnamige werden ersetzt</translation>
    </message>
    <message>
        <source>Write the saved connections to a file, without secrets</source>
        <translation>Die gesicherten Verbindungen in eine Datei schreiben, ohne Geheimnisse</translation>
    </message>
    <message>
        <source>&amp;Test connection</source>
        <translation>Verbindung &amp;prüfen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Sichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>Testing …</source>
        <translation>Prüft …</translation>
    </message>
    <message>
        <source>✓ This connection works.</source>
        <translation>✓ Diese Verbindung geht.</translation>
    </message>
    <message>
        <source>✗ %1</source>
        <translation>✗ %1</translation>
    </message>
    <message>
        <source>Import connections</source>
        <translation>Verbindungen importieren</translation>
    </message>
    <message>
        <source>Export connections</source>
        <translation>Verbindungen exportieren</translation>
    </message>
    <message>
        <source>Connections (*.json);;All files (*)</source>
        <translation>Verbindungen (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Keep the password in the system&apos;s &amp;keychain</source>
        <translation>Das Passwort im &amp;Schlüsselbund des Systems behalten</translation>
    </message>
    <message>
        <source>Keep it under its name; a password is kept in the keychain or not at all</source>
        <translation>Unter ihrem Namen behalten; ein Passwort kommt in den Schlüsselbund oder nirgendwohin</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ConnectionForm</name>
    <message>
        <source>&amp;URL</source>
        <translation>&amp;URL</translation>
    </message>
    <message>
        <source>redis://host:6379, rediss://…, unix:/path, redis-sentinel://host/master</source>
        <translation>redis://host:6379, rediss://…, unix:/pfad, redis-sentinel://host/master</translation>
    </message>
    <message>
        <source>What is wrong with the URL</source>
        <translation>Was an der URL nicht stimmt</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Eine Datei wählen</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Benutzer</translation>
    </message>
    <message>
        <source>empty: Redis&apos;s default user</source>
        <translation>leer: der übliche Benutzer von Redis</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>never written to a file</source>
        <translation>nie in eine Datei geschrieben</translation>
    </message>
    <message>
        <source>Se&amp;ntinels&apos; password</source>
        <translation>Passwort der Se&amp;ntinels</translation>
    </message>
    <message>
        <source>&amp;Key prefix</source>
        <translation>Präfix der &amp;Schlüssel</translation>
    </message>
    <message>
        <source>empty: thv: – proxy sessions, vMCP and the rest</source>
        <translation>leer: thv: – Proxy-Sitzungen, vMCP und der Rest</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Connect with &amp;TLS</source>
        <translation>Mit &amp;TLS verbinden</translation>
    </message>
    <message>
        <source>C&amp;A certificates</source>
        <translation>C&amp;A-Zertifikate</translation>
    </message>
    <message>
        <source>Client &amp;certificate</source>
        <translation>&amp;Client-Zertifikat</translation>
    </message>
    <message>
        <source>Its private ke&amp;y</source>
        <translation>Sein privater Schl&amp;üssel</translation>
    </message>
    <message>
        <source>Server name (&amp;SNI)</source>
        <translation>Servername (&amp;SNI)</translation>
    </message>
    <message>
        <source>empty: the host</source>
        <translation>leer: der Host</translation>
    </message>
    <message>
        <source>&amp;Verify the server&apos;s certificate</source>
        <translation>Zertifikat des Servers &amp;prüfen</translation>
    </message>
    <message>
        <source>kubectl port-forward</source>
        <translation>kubectl port-forward</translation>
    </message>
    <message>
        <source>&amp;Forward to</source>
        <translation>&amp;Weiterleiten an</translation>
    </message>
    <message>
        <source>svc/redis or pod/redis-0; empty: none</source>
        <translation>svc/redis oder pod/redis-0; leer: keine</translation>
    </message>
    <message>
        <source>Conte&amp;xt</source>
        <translation>Konte&amp;xt</translation>
    </message>
    <message>
        <source>empty: kubectl&apos;s current one</source>
        <translation>leer: der jetzige von kubectl</translation>
    </message>
    <message>
        <source>Na&amp;mespace</source>
        <translation>Na&amp;mespace</translation>
    </message>
    <message>
        <source>empty: the context&apos;s</source>
        <translation>leer: der des Kontexts</translation>
    </message>
    <message>
        <source>Saved as</source>
        <translation>Gesichert als</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>Na&amp;me</translation>
    </message>
    <message>
        <source>prod-eu</source>
        <translation>prod-eu</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Gruppe</translation>
    </message>
    <message>
        <source>production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>C&amp;olour</source>
        <translation>&amp;Farbe</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Colour of the connection</source>
        <translation>Farbe der Verbindung</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>No colour</source>
        <translation>Keine Farbe</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ConsoleView</name>
    <message>
        <source>Console</source>
        <translation>Konsole</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>GET stream</source>
        <translation>GET-Strom</translation>
    </message>
    <message>
        <source>DELETE session</source>
        <translation>DELETE Sitzung</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>roh</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>HTTP method</source>
        <translation>HTTP-Methode</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Body of the request</source>
        <translation>Inhalt der Anfrage</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Status, headers, body and events of each answer appear here, with their times.</source>
        <translation>Hier erscheinen Status, Kopf, Inhalt und Ereignisse jeder Antwort, mit ihren Zeiten.</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
    <message>
        <source>event at %1 ms</source>
        <translation>Ereignis bei %1 ms</translation>
    </message>
    <message>
        <source>Start a run or a cluster on the live engine first.</source>
        <translation>Zuerst einen Lauf oder Cluster mit der echten Maschine starten.</translation>
    </message>
    <message>
        <source>The simulator has no sockets: choose the live engine.</source>
        <translation>Der Simulator hat keine Sockets: die echte Maschine wählen.</translation>
    </message>
    <message>
        <source>No session yet: send initialize.</source>
        <translation>Noch keine Sitzung: initialize senden.</translation>
    </message>
    <message>
        <source>Session %1</source>
        <translation>Sitzung %1</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>More headers</source>
        <translation>Weitere Kopfzeilen</translation>
    </message>
    <message>
        <source>More headers, one per line: Authorization: Bearer …</source>
        <translation>Weitere Kopfzeilen, je Zeile eine: Authorization: Bearer …</translation>
    </message>
    <message>
        <source>Sent besides the client&apos;s own, or instead of them; without a value a header is left out</source>
        <translation>Werden neben den eigenen des Clients gesandt oder an ihrer Stelle; ohne Wert entfällt eine Kopfzeile</translation>
    </message>
    <message>
        <source>✗ A header is “Name: value”, each on a line of its own.</source>
        <translation>✗ Eine Kopfzeile ist „Name: Wert“, jede in einer eigenen Zeile.</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::DiffDialog</name>
    <message>
        <source>What is different</source>
        <translation>Was anders ist</translation>
    </message>
    <message>
        <source>Since %1: %2 appeared, %3 vanished, %4 changed, %5 were only used, %6 were idle.</source>
        <translation>Seit %1: %2 erschienen, %3 verschwanden, %4 änderten sich, %5 wurden nur benutzt, %6 ruhten.</translation>
    </message>
    <message>
        <source>Sessions that are different</source>
        <translation>Sitzungen, die anders sind</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>+ appeared</source>
        <translation>+ erschienen</translation>
    </message>
    <message>
        <source>− vanished</source>
        <translation>− verschwunden</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::EditActions</name>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy what is selected in the view, or all that it shows</source>
        <translation>Kopieren, was in der Ansicht gewählt ist, oder alles</translation>
    </message>
    <message>
        <source>&amp;Export view…</source>
        <translation>Ansicht &amp;exportieren…</translation>
    </message>
    <message>
        <source>Save what the view shows as a file</source>
        <translation>Was die Ansicht zeigt, als Datei sichern</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filtern</translation>
    </message>
    <message>
        <source>Limit the list to what matches a filter</source>
        <translation>Die Liste auf das beschränken, was zum Filter passt</translation>
    </message>
    <message>
        <source>&amp;Reveal session ids</source>
        <translation>&amp;Sitzungs-IDs zeigen</translation>
    </message>
    <message>
        <source>Show session ids whole: whoever holds one holds the session</source>
        <translation>Sitzungs-IDs ganz zeigen: wer eine hat, hat die Sitzung</translation>
    </message>
    <message>
        <source>%1…</source>
        <translation>%1…</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ErrorBanner</name>
    <message>
        <source>Trouble</source>
        <translation>Störung</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Copy the details of the trouble</source>
        <translation>Die Einzelheiten der Störung kopieren</translation>
    </message>
    <message>
        <source>Dismiss the trouble</source>
        <translation>Die Störung ausblenden</translation>
    </message>
    <message>
        <source>Dismiss (%1 more)</source>
        <translation>Ausblenden (%1 weitere)</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::EventModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Auslöser</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::EventView</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Follow the newest event again</source>
        <translation>Wieder dem neuesten Ereignis folgen</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Sucht…</translation>
    </message>
    <message>
        <source>No event matches the filter.</source>
        <translation>Kein Ereignis passt zum Filter.</translation>
    </message>
    <message>
        <source>Everything that happens will stand here, event by event.
Run the scenario to see it.</source>
        <translation>Hier steht alles, was geschieht, Ereignis für Ereignis.
Das Szenario laufen lassen, um es zu sehen.</translation>
    </message>
    <message>
        <source>Paused — %1 new · End follows</source>
        <translation>Angehalten — %1 neue · Ende folgt wieder</translation>
    </message>
    <message>
        <source>Only %1 %2</source>
        <translation>Nur %1 %2</translation>
    </message>
    <message>
        <source>Not %1 %2</source>
        <translation>Nicht %1 %2</translation>
    </message>
    <message>
        <source>&amp;Show this instant</source>
        <translation>&amp;Diesen Augenblick zeigen</translation>
    </message>
    <message>
        <source>Go to &amp;cause</source>
        <translation>Zum &amp;Auslöser</translation>
    </message>
    <message>
        <source>Go to &amp;effects</source>
        <translation>Zu den &amp;Folgen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ExchangeModel</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Recorded %1, replayed %2 %3</source>
        <translation>Aufgezeichnet %1, wiederholt %2 %3</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Pod</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ExchangeView</name>
    <message>
        <source>Exchange</source>
        <translation>Austausch</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Run a scenario, then select a session or an event anywhere. Here stand its requests and answers as they went over the wires: heads, bodies, streamed events, and the record before and after.</source>
        <translation>Ein Szenario laufen lassen, dann irgendwo eine Sitzung oder ein Ereignis wählen. Hier stehen Anfragen und Antworten, wie sie über die Leitung gingen: Kopf, Inhalt, Ereignisse des Stroms, und der Datensatz davor und danach.</translation>
    </message>
    <message>
        <source>Exchanges of the session</source>
        <translation>Austausche der Sitzung</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>What to do with the session</source>
        <translation>Was mit der Sitzung zu tun ist</translation>
    </message>
    <message>
        <source>Progress of the replay</source>
        <translation>Fortschritt der Wiederholung</translation>
    </message>
    <message>
        <source>%1 · exchanges: %2</source>
        <translation>%1 · Austausche: %2</translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation>Auf der Leitung</translation>
    </message>
    <message>
        <source>No proxy received this request: nothing could be captured.</source>
        <translation>Kein Proxy erhielt diese Anfrage: es gab nichts aufzuzeichnen.</translation>
    </message>
    <message>
        <source>Messages were not captured in this run. Its events still tell where the request went, see above.</source>
        <translation>In diesem Lauf wurden keine Nachrichten aufgezeichnet. Seine Ereignisse sagen trotzdem, wohin die Anfrage ging, siehe oben.</translation>
    </message>
    <message>
        <source>&amp;Copy as curl</source>
        <translation>Als &amp;curl kopieren</translation>
    </message>
    <message>
        <source>Copy the client&apos;s request as a shell command</source>
        <translation>Die Anfrage des Clients als Shell-Kommando kopieren</translation>
    </message>
    <message>
        <source>Export session as &amp;HAR …</source>
        <translation>Sitzung als &amp;HAR exportieren …</translation>
    </message>
    <message>
        <source>Save all captured exchanges of the session as an HTTP archive</source>
        <translation>Alle aufgezeichneten Austausche der Sitzung als HTTP-Archiv sichern</translation>
    </message>
    <message>
        <source>&amp;Replay session</source>
        <translation>Sitzung &amp;wiederholen</translation>
    </message>
    <message>
        <source>Send the session&apos;s requests again through the proxy that stands, and compare</source>
        <translation>Die Anfragen der Sitzung noch einmal durch den laufenden Proxy senden und vergleichen</translation>
    </message>
    <message>
        <source>Needs a cluster on sockets that stands: start one first</source>
        <translation>Braucht einen laufenden Cluster auf Sockets: zuerst einen starten</translation>
    </message>
    <message>
        <source>Export session as HAR</source>
        <translation>Sitzung als HAR exportieren</translation>
    </message>
    <message>
        <source>HTTP archive (*.har)</source>
        <translation>HTTP-Archiv (*.har)</translation>
    </message>
    <message>
        <source>the archive could not be written: %1</source>
        <translation>das Archiv ließ sich nicht schreiben: %1</translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation>einen anderen Ordner wählen</translation>
    </message>
    <message>
        <source>Replayed %1 of %2; answered differently: %3</source>
        <translation>%1 von %2 wiederholt; anders beantwortet: %3</translation>
    </message>
    <message>
        <source>■ Cancelled. </source>
        <translation>■ Abgebrochen. </translation>
    </message>
    <message>
        <source>HTTP archive of the session</source>
        <translation>HTTP-Archiv der Sitzung</translation>
    </message>
    <message>
        <source>HTTP archive of the exchange</source>
        <translation>HTTP-Archiv des Austauschs</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ExplainView</name>
    <message>
        <source>Explain</source>
        <translation>Erklären</translation>
    </message>
    <message>
        <source>Chain of events</source>
        <translation>Kette der Ereignisse</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Why was %1 lost?</source>
        <translation>Warum ging %1 verloren?</translation>
    </message>
    <message>
        <source>Why did %1 forget its state?</source>
        <translation>Warum vergaß %1 ihren Zustand?</translation>
    </message>
    <message>
        <source>%1 was closed by its client</source>
        <translation>%1 wurde von ihrem Client geschlossen</translation>
    </message>
    <message>
        <source>Why %1 works</source>
        <translation>Warum %1 funktioniert</translation>
    </message>
    <message>
        <source>Fix: %1</source>
        <translation>Abhilfe: %1</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Select a session, or run a scenario in which one is lost. Here stands what led to it, event by event, back to the root cause, and what would have kept it.</source>
        <translation>Eine Sitzung wählen oder ein Szenario laufen lassen, in dem eine verloren geht. Hier steht, was dazu führte, Ereignis für Ereignis, bis zur Ursache, und was sie gerettet hätte.</translation>
    </message>
    <message>
        <source> ← root cause</source>
        <translation> ← Ursache</translation>
    </message>
    <message>
        <source>
Fix: %1
</source>
        <translation>
Abhilfe: %1
</translation>
    </message>
    <message>
        <source>Run the scenario again with the fix and the same seed</source>
        <translation>Das Szenario mit der Abhilfe und demselben Seed noch einmal ausführen</translation>
    </message>
    <message>
        <source>Run under %1</source>
        <translation>Unter %1 ausführen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::FaultActions</name>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Restart pod</source>
        <translation>Pod neu starten</translation>
    </message>
    <message>
        <source>End the selected pod gracefully: same address, memory gone</source>
        <translation>Den gewählten Pod geordnet beenden: gleiche Adresse, Gedächtnis weg</translation>
    </message>
    <message>
        <source>Kill pod</source>
        <translation>Pod abschießen</translation>
    </message>
    <message>
        <source>Kill the selected pod: same address, memory gone</source>
        <translation>Den gewählten Pod abschießen: gleiche Adresse, Gedächtnis weg</translation>
    </message>
    <message>
        <source>Reschedule pod</source>
        <translation>Pod umziehen</translation>
    </message>
    <message>
        <source>Replace the selected pod: new address, memory gone</source>
        <translation>Den gewählten Pod ersetzen: neue Adresse, Gedächtnis weg</translation>
    </message>
    <message>
        <source>One pod more</source>
        <translation>Ein Pod mehr</translation>
    </message>
    <message>
        <source>Scale the StatefulSet up</source>
        <translation>Das StatefulSet vergrößern</translation>
    </message>
    <message>
        <source>One pod fewer</source>
        <translation>Ein Pod weniger</translation>
    </message>
    <message>
        <source>Scale the StatefulSet down: the highest ordinal goes</source>
        <translation>Das StatefulSet verkleinern: die höchste Ordnungszahl geht</translation>
    </message>
    <message>
        <source>One proxy more</source>
        <translation>Ein Proxy mehr</translation>
    </message>
    <message>
        <source>Scale the proxy up</source>
        <translation>Mehr Proxys</translation>
    </message>
    <message>
        <source>One proxy fewer</source>
        <translation>Ein Proxy weniger</translation>
    </message>
    <message>
        <source>Scale the proxy down</source>
        <translation>Weniger Proxys</translation>
    </message>
    <message>
        <source>Reset to healthy</source>
        <translation>Alles heilen</translation>
    </message>
    <message>
        <source>Store up, replicas as the run began with, all ready</source>
        <translation>Store erreichbar, Replikate wie zu Beginn des Laufs, alle bereit</translation>
    </message>
    <message>
        <source>Restart proxy-%1</source>
        <translation>proxy-%1 neu starten</translation>
    </message>
    <message>
        <source>Kill proxy-%1</source>
        <translation>proxy-%1 abschießen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::FileActions</name>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Nothing was opened or saved yet</source>
        <translation>Noch wurde nichts geöffnet oder gesichert</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Save journal …</source>
        <translation>Journal &amp;sichern …</translation>
    </message>
    <message>
        <source>Keep what happened in a file, to be opened again</source>
        <translation>Was geschah, in einer Datei behalten, die sich wieder öffnen lässt</translation>
    </message>
    <message>
        <source>Save journal</source>
        <translation>Journal sichern</translation>
    </message>
    <message>
        <source>Journals (*.journal)</source>
        <translation>Journale (*.journal)</translation>
    </message>
    <message>
        <source>Export &amp;report …</source>
        <translation>&amp;Bericht exportieren …</translation>
    </message>
    <message>
        <source>Write the verdict for people (HTML, Markdown) or for machines (JUnit, JSON)</source>
        <translation>Das Urteil für Menschen (HTML, Markdown) oder Maschinen (JUnit, JSON) schreiben</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>Bericht exportieren</translation>
    </message>
    <message>
        <source>Web page (*.html);;Markdown (*.md);;JUnit (*.xml);;JSON (*.json)</source>
        <translation>Webseite (*.html);;Markdown (*.md);;JUnit (*.xml);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Re&amp;load</source>
        <translation>Neu &amp;laden</translation>
    </message>
    <message>
        <source>Read the journal&apos;s file again</source>
        <translation>Die Datei des Journals noch einmal lesen</translation>
    </message>
    <message>
        <source>Choose another folder or name.</source>
        <translation>Einen anderen Ordner oder Namen wählen.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open a journal, a plan or a snapshot</source>
        <translation>Ein Journal, einen Plan oder einen Schnappschuss öffnen</translation>
    </message>
    <message>
        <source>Journals, plans and snapshots (*.journal *.json *.snapshot);;All files (*)</source>
        <translation>Journale, Pläne und Schnappschüsse (*.journal *.json *.snapshot);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::FilterBar</name>
    <message>
        <source>Filter of %1</source>
        <translation>Filter für %1</translation>
    </message>
    <message>
        <source>Earlier filters</source>
        <translation>Frühere Filter</translation>
    </message>
    <message>
        <source>What filters can say</source>
        <translation>Was Filter sagen können</translation>
    </message>
    <message>
        <source>Number of %1</source>
        <translation>Anzahl: %1</translation>
    </message>
    <message>
        <source>What is wrong with the filter</source>
        <translation>Was am Filter nicht stimmt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>No filter yet: Enter remembers one</source>
        <translation>Noch kein Filter: Eingabe merkt sich einen</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;code&gt;state:lost pod:2&lt;/code&gt; — both must hold&lt;br&gt;&lt;code&gt;pod:1 or pod:2&lt;/code&gt; — either&lt;br&gt;&lt;code&gt;-kind:fault&lt;/code&gt; — not&lt;br&gt;&lt;code&gt;status&amp;gt;=400&lt;/code&gt; &lt;code&gt;t&amp;gt;12s&lt;/code&gt; — compare&lt;br&gt;&lt;code&gt;session:ab*&lt;/code&gt; — wildcards&lt;br&gt;&lt;code&gt;&quot;connection refused&quot;&lt;/code&gt; — anywhere&lt;/p&gt;&lt;table&gt;%1&lt;/table&gt;</source>
        <translation>&lt;p&gt;&lt;code&gt;state:lost pod:2&lt;/code&gt; — beides muss gelten&lt;br&gt;&lt;code&gt;pod:1 or pod:2&lt;/code&gt; — eines von beiden&lt;br&gt;&lt;code&gt;-kind:fault&lt;/code&gt; — nicht&lt;br&gt;&lt;code&gt;status&amp;gt;=400&lt;/code&gt; &lt;code&gt;t&amp;gt;12s&lt;/code&gt; — Vergleich&lt;br&gt;&lt;code&gt;session:ab*&lt;/code&gt; — Platzhalter&lt;br&gt;&lt;code&gt;&quot;connection refused&quot;&lt;/code&gt; — irgendwo&lt;/p&gt;&lt;table&gt;%1&lt;/table&gt;</translation>
    </message>
    <message>
        <source>Filter %1 — %2</source>
        <translation>%1 filtern — %2</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::FilteredTable</name>
    <message>
        <source>&amp;Only this value</source>
        <translation>&amp;Nur dieser Wert</translation>
    </message>
    <message>
        <source>&amp;Not this value</source>
        <translation>Nicht &amp;dieser Wert</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::FindingModel</name>
    <message>
        <source>%1 (%2, %3). %4</source>
        <translation>%1 (%2, %3). %4</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::FindingsView</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Show its &amp;sessions</source>
        <translation>Seine &amp;Sitzungen zeigen</translation>
    </message>
    <message>
        <source>How many findings</source>
        <translation>Wie viele Befunde</translation>
    </message>
    <message>
        <source>The finding that is chosen</source>
        <translation>Der gewählte Befund</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>✓ Nothing is wrong</source>
        <translation>✓ Alles in Ordnung</translation>
    </message>
    <message>
        <source>What will break</source>
        <translation>Was brechen wird</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s), the gravest first</source>
        <translation>
            <numerusform>%n Befund</numerusform>
            <numerusform>%n Befunde, der schwerste zuerst</numerusform>
        </translation>
    </message>
    <message>
        <source>… as far as can be seen from here. Facts of Kubernetes tell more.</source>
        <translation>… soweit von hier zu sehen ist. Angaben von Kubernetes sagen mehr.</translation>
    </message>
    <message>
        <source>Connect to the Redis of an installation, or open a snapshot. Here stands what will break at the next restart of a proxy, why, and what to do.</source>
        <translation>Mit dem Redis einer Installation verbinden oder einen Schnappschuss öffnen. Hier steht, was beim nächsten Neustart eines Proxys bricht, warum, und was zu tun ist.</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>Wie sicher</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>Was geschehen wird</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message numerus="yes">
        <source>Show its %n &amp;session(s)</source>
        <translation>
            <numerusform>Seine %n &amp;Sitzung zeigen</numerusform>
            <numerusform>Seine %n &amp;Sitzungen zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Connect …</source>
        <translation>&amp;Verbinden …</translation>
    </message>
    <message>
        <source>Open an &amp;example</source>
        <translation>Ein Bei&amp;spiel öffnen</translation>
    </message>
    <message>
        <source>Nothing wrong was found so far, but not everything was looked at.</source>
        <translation>Bisher wurde nichts Schlimmes gefunden, aber nicht alles wurde angesehen.</translation>
    </message>
    <message>
        <source>None of the listed &amp;sessions</source>
        <translation>Keine der aufgeführten &amp;Sitzungen</translation>
    </message>
    <message>
        <source>Show the first %1 of its %2 &amp;sessions</source>
        <translation>Die ersten %1 seiner %2 &amp;Sitzungen zeigen</translation>
    </message>
    <message>
        <source>&amp;Bring it to the lab</source>
        <translation>Ins La&amp;bor bringen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::GuidedTour</name>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>A client opens an MCP session with its first request. The answer carries a session id, and the client sends it with every further request.</source>
        <translation>Ein Client eröffnet mit der ersten Anfrage eine MCP-Sitzung. Die Antwort trägt eine Sitzungs-ID, und der Client sendet sie mit jeder weiteren Anfrage.</translation>
    </message>
    <message>
        <source>The proxy</source>
        <translation>Der Proxy</translation>
    </message>
    <message>
        <source>All requests go through a proxy. It remembers for each session where to send it. When it restarts, what it had in memory is gone.</source>
        <translation>Alle Anfragen gehen durch einen Proxy. Er merkt sich für jede Sitzung, wohin sie gehört. Startet er neu, ist alles weg, was nur in seinem Speicher stand.</translation>
    </message>
    <message>
        <source>The Service</source>
        <translation>Der Service</translation>
    </message>
    <message>
        <source>A Kubernetes Service has one address for many pods and picks one of them for each new connection. It knows nothing of MCP sessions.</source>
        <translation>Ein Kubernetes-Service hat eine Adresse für viele Pods und wählt für jede neue Verbindung einen davon. Von MCP-Sitzungen weiß er nichts.</translation>
    </message>
    <message>
        <source>Pods</source>
        <translation>Pods</translation>
    </message>
    <message>
        <source>The servers. The state of a session lives in the memory of the one pod that opened it; any other pod answers “404 session not found”.</source>
        <translation>Die Server. Der Zustand einer Sitzung lebt im Speicher des einen Pods, der sie eröffnete; jeder andere antwortet „404 session not found“.</translation>
    </message>
    <message>
        <source>The store</source>
        <translation>Der Store</translation>
    </message>
    <message>
        <source>The proxy writes a record of each session into a store, such as Redis, so that it can find the session again after a restart.</source>
        <translation>Der Proxy schreibt für jede Sitzung einen Datensatz in einen Store wie Redis, damit er sie nach einem Neustart wiederfindet.</translation>
    </message>
    <message>
        <source>The pin</source>
        <translation>Der Pin</translation>
    </message>
    <message>
        <source>The record&apos;s backend_url is the pin. If it names the Service, the next connection may end at any pod. If it names the pod, it ends where the session lives. That is the whole bug.</source>
        <translation>Die backend_url des Datensatzes ist der Pin. Nennt sie den Service, kann die nächste Verbindung bei jedem Pod enden. Nennt sie den Pod, endet sie dort, wo die Sitzung lebt. Das ist der ganze Fehler.</translation>
    </message>
    <message>
        <source>Restart the proxy</source>
        <translation>Den Proxy neu starten</translation>
    </message>
    <message>
        <source>“Show bug and fix” does it for you, before and after the fix. Or press here, as often as you like, and see which sessions survive.</source>
        <translation>„Fehler und Abhilfe zeigen“ tut es von selbst, vor und nach der Abhilfe. Oder hier drücken, so oft man mag, und sehen, welche Sitzungen überleben.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Guided tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::HeadSection</name>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Zweck</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>must be a whole number from 0 up</source>
        <translation>muss eine ganze Zahl ab 0 sein</translation>
    </message>
    <message>
        <source>change %1</source>
        <translation>%1 ändern</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::HelpActions</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>List every key, and find one</source>
        <translation>Alle Tasten auflisten und eine finden</translation>
    </message>
    <message>
        <source>&amp;Command palette</source>
        <translation>&amp;Befehlspalette</translation>
    </message>
    <message>
        <source>Do or go to anything by typing a part of its name</source>
        <translation>Alles tun oder finden durch Tippen eines Teils des Namens</translation>
    </message>
    <message>
        <source>Guided &amp;tour</source>
        <translation>&amp;Rundgang</translation>
    </message>
    <message>
        <source>What is what, in seven steps</source>
        <translation>Was was ist, in sieben Schritten</translation>
    </message>
    <message>
        <source>Copy &amp;diagnostics</source>
        <translation>&amp;Diagnose kopieren</translation>
    </message>
    <message>
        <source>Copy versions and settings, for a report of trouble; no ids and no file names are in it</source>
        <translation>Versionen und Einstellungen kopieren, für eine Störungsmeldung; ohne IDs und Dateinamen</translation>
    </message>
    <message>
        <source>Diagnostics copied</source>
        <translation>Diagnose kopiert</translation>
    </message>
    <message>
        <source>&amp;About Sessionscope</source>
        <translation>&amp;Über Sessionscope</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>New here? Seven short steps tell what is what.</source>
        <translation>Neu hier? Sieben kurze Schritte sagen, was was ist.</translation>
    </message>
    <message>
        <source>Take the tour</source>
        <translation>Zum Rundgang</translation>
    </message>
    <message>
        <source>No, thanks</source>
        <translation>Nein, danke</translation>
    </message>
    <message>
        <source>About Sessionscope</source>
        <translation>Über Sessionscope</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Sessionscope %1&lt;/h3&gt;&lt;p&gt;Shows what becomes of MCP sessions when a proxy restarts, and why.&lt;/p&gt;&lt;p&gt;Apache License 2.0. Made with Qt %2.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Sessionscope %1&lt;/h3&gt;&lt;p&gt;Zeigt, was aus MCP-Sitzungen wird, wenn ein Proxy neu startet, und warum.&lt;/p&gt;&lt;p&gt;Apache-Lizenz 2.0. Gebaut mit Qt %2.&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::Histogram</name>
    <message>
        <source>from %1 to %2: %3</source>
        <translation>von %1 bis %2: %3</translation>
    </message>
    <message>
        <source>most: %1</source>
        <translation>höchstens: %1</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::InspectActions</name>
    <message>
        <source>Snapshots (*.snapshot);;All files (*)</source>
        <translation>Schnappschüsse (*.snapshot);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Inspizieren</translation>
    </message>
    <message>
        <source>&amp;Connect …</source>
        <translation>&amp;Verbinden …</translation>
    </message>
    <message>
        <source>Look at the sessions in the Redis of an installation; nothing is written to it</source>
        <translation>Die Sitzungen im Redis einer Installation ansehen; geschrieben wird dort nichts</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>Close the link; what was seen stays</source>
        <translation>Die Verbindung schließen; was zu sehen war, bleibt</translation>
    </message>
    <message>
        <source>Scan &amp;again</source>
        <translation>Noch einmal &amp;lesen</translation>
    </message>
    <message>
        <source>Look at every key once more</source>
        <translation>Jeden Schlüssel noch einmal ansehen</translation>
    </message>
    <message>
        <source>Cancel the &amp;scan</source>
        <translation>Lesen ab&amp;brechen</translation>
    </message>
    <message>
        <source>Stop looking for more keys; what was found is still watched</source>
        <translation>Nicht nach weiteren Schlüsseln sehen; die gefundenen werden weiter beobachtet</translation>
    </message>
    <message>
        <source>&amp;Open snapshot …</source>
        <translation>Schnappschuss ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Show what was kept in a file, offline</source>
        <translation>Zeigen, was eine Datei aufbewahrt, ohne Verbindung</translation>
    </message>
    <message>
        <source>Open snapshot</source>
        <translation>Schnappschuss öffnen</translation>
    </message>
    <message>
        <source>Open an &amp;example</source>
        <translation>Ein Bei&amp;spiel öffnen</translation>
    </message>
    <message>
        <source>Show a snapshot of an installation in which several things are wrong</source>
        <translation>Den Schnappschuss einer Installation zeigen, in der einiges nicht stimmt</translation>
    </message>
    <message>
        <source>Save s&amp;napshot …</source>
        <translation>Sch&amp;nappschuss sichern …</translation>
    </message>
    <message>
        <source>Keep what is seen in a file, with session ids in full</source>
        <translation>Was zu sehen ist, in einer Datei behalten, mit ganzen Sitzungs-IDs</translation>
    </message>
    <message>
        <source>Save snapshot</source>
        <translation>Schnappschuss sichern</translation>
    </message>
    <message>
        <source>Compare with snap&amp;shot …</source>
        <translation>Mit Schnappschuss ver&amp;gleichen …</translation>
    </message>
    <message>
        <source>What is different from an earlier snapshot</source>
        <translation>Was anders ist als in einem früheren Schnappschuss</translation>
    </message>
    <message>
        <source>Compare with snapshot</source>
        <translation>Mit Schnappschuss vergleichen</translation>
    </message>
    <message>
        <source>Ask &amp;kubectl …</source>
        <translation>&amp;kubectl fragen …</translation>
    </message>
    <message>
        <source>Let kubectl tell about StatefulSets, Services and pods</source>
        <translation>kubectl über StatefulSets, Services und Pods berichten lassen</translation>
    </message>
    <message>
        <source>Open kubectl&apos;s &amp;JSON …</source>
        <translation>&amp;JSON von kubectl öffnen …</translation>
    </message>
    <message>
        <source>Read what kubectl get statefulset,service,endpointslice,pod,deployment,mcpserver -o json printed</source>
        <translation>Lesen, was kubectl get statefulset,service,endpointslice,pod,deployment,mcpserver -o json schrieb</translation>
    </message>
    <message>
        <source>Open kubectl&apos;s JSON</source>
        <translation>JSON von kubectl öffnen</translation>
    </message>
    <message>
        <source>JSON (*.json);;All files (*)</source>
        <translation>JSON (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Bring it to the lab</source>
        <translation>Ins La&amp;bor bringen</translation>
    </message>
    <message>
        <source>Rebuild the gravest finding as a scenario on this machine</source>
        <translation>Den schwersten Befund als Szenario auf diesem Rechner nachbauen</translation>
    </message>
    <message>
        <source>Send DNS queries for the pods&apos; names to a name server that you name</source>
        <translation>DNS-Anfragen nach den Namen der Pods an einen Nameserver senden, den du nennst</translation>
    </message>
    <message>
        <source>bring %1 to the lab</source>
        <translation>%1 ins Labor bringen</translation>
    </message>
    <message>
        <source>E&amp;xport all sessions …</source>
        <translation>Alle Sitzungen e&amp;xportieren …</translation>
    </message>
    <message>
        <source>Write every session to a CSV or JSON file, whatever the filter shows</source>
        <translation>Jede Sitzung in eine CSV- oder JSON-Datei schreiben, was auch immer der Filter zeigt</translation>
    </message>
    <message>
        <source>Export all sessions</source>
        <translation>Alle Sitzungen exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv);;JSON (*.json)</source>
        <translation>CSV (*.csv);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Ask name &amp;server …</source>
        <translation>Name&amp;server fragen …</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::InspectBar</name>
    <message>
        <source>Inspect</source>
        <translation>Inspizieren</translation>
    </message>
    <message>
        <source>What is looked at</source>
        <translation>Was angesehen wird</translation>
    </message>
    <message>
        <source>How fresh it is</source>
        <translation>Wie frisch es ist</translation>
    </message>
    <message>
        <source>No connection is saved yet</source>
        <translation>Noch ist keine Verbindung gesichert</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>noch nichts</translation>
    </message>
    <message>
        <source>snapshot of %1</source>
        <translation>Schnappschuss von %1</translation>
    </message>
    <message>
        <source>offline, taken %1</source>
        <translation>ohne Verbindung, aufgenommen %1</translation>
    </message>
    <message>
        <source>%1 sessions</source>
        <translation>%1 Sitzungen</translation>
    </message>
    <message>
        <source>%1 keys so far</source>
        <translation>%1 Schlüssel bisher</translation>
    </message>
    <message>
        <source>not all keys were seen</source>
        <translation>nicht alle Schlüssel wurden gesehen</translation>
    </message>
    <message>
        <source>last change %1 s ago</source>
        <translation>letzte Änderung vor %1 s</translation>
    </message>
    <message>
        <source>%1 sessions, %2 gone</source>
        <translation>%1 Sitzungen, %2 verschwunden</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::InspectedClusterView</name>
    <message>
        <source>Live cluster</source>
        <translation>Echter Cluster</translation>
    </message>
    <message>
        <source>The cluster as Kubernetes describes it</source>
        <translation>Der Cluster, wie Kubernetes ihn beschreibt</translation>
    </message>
    <message>
        <source>Kubernetes&apos; word tells more: whether pods have names and are ready, whose an address is, and what the proxies are. Nothing is changed there either.</source>
        <translation>Kubernetes weiß mehr: ob Pods Namen haben und bereit sind, wem eine Adresse gehört, und was die Proxys sind. Auch dort wird nichts geändert.</translation>
    </message>
    <message>
        <source>MCP server</source>
        <translation>MCP-Server</translation>
    </message>
    <message>
        <source>No MCP server is among these objects.</source>
        <translation>Kein MCP-Server ist unter diesen Objekten.</translation>
    </message>
    <message>
        <source>%1 · from kubectl, %2</source>
        <translation>%1 · von kubectl, %2</translation>
    </message>
    <message>
        <source>not read: %1</source>
        <translation>nicht gelesen: %1</translation>
    </message>
    <message>
        <source>not looked at: the sessions of %1; connect with the key prefix %2</source>
        <translation>nicht angesehen: die Sitzungen von %1; mit dem Schlüsselpräfix %2 verbinden</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::InspectedSessionModel</name>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Pin</translation>
    </message>
    <message>
        <source>backend_url</source>
        <translation>backend_url</translation>
    </message>
    <message>
        <source>Pod</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>TTL</source>
        <translation>TTL</translation>
    </message>
    <message>
        <source>backend_sid</source>
        <translation>backend_sid</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>gone · </source>
        <translation>weg · </translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::InspectedSessionView</name>
    <message>
        <source>Live sessions</source>
        <translation>Echte Sitzungen</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>No session matches the filter.</source>
        <translation>Keine Sitzung passt zum Filter.</translation>
    </message>
    <message>
        <source>Every session of the installation will stand here, with what its record says.
Connect to its Redis, or open a snapshot.</source>
        <translation>Jede Sitzung der Installation wird hier stehen, mit dem, was ihr Datensatz sagt.
Mit ihrem Redis verbinden oder einen Schnappschuss öffnen.</translation>
    </message>
    <message>
        <source>There is no session in this store.</source>
        <translation>In diesem Store ist keine Sitzung.</translation>
    </message>
    <message>
        <source>%1 – nothing was found yet.</source>
        <translation>%1 – noch wurde nichts gefunden.</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ItemList</name>
    <message>
        <source>Add one after the chosen one</source>
        <translation>Eines hinter dem gewählten hinzufügen</translation>
    </message>
    <message>
        <source>Remove the chosen one (Del)</source>
        <translation>Das gewählte entfernen (Entf)</translation>
    </message>
    <message>
        <source>Move it up (Alt+Up)</source>
        <translation>Nach oben (Alt+Auf)</translation>
    </message>
    <message>
        <source>Move it down (Alt+Down)</source>
        <translation>Nach unten (Alt+Ab)</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::JobBar</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel this work</source>
        <translation>Diese Arbeit abbrechen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::JournalLoader</name>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>the last line was cut off</source>
        <translation>die letzte Zeile ist abgeschnitten</translation>
    </message>
    <message>
        <source>The writer was stopped; what is before it is shown.</source>
        <translation>Der Schreiber wurde unterbrochen; was davor steht, wird gezeigt.</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::JournalSaver</name>
    <message>
        <source>Saving %1</source>
        <translation>%1 wird gesichert</translation>
    </message>
    <message>
        <source>Choose another folder or name.</source>
        <translation>Einen anderen Ordner oder Namen wählen.</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::KubectlDialog</name>
    <message>
        <source>Ask kubectl</source>
        <translation>kubectl fragen</translation>
    </message>
    <message>
        <source>Runs &lt;code&gt;kubectl get statefulset,service,endpointslice,pod,deployment,mcpserver -o json&lt;/code&gt; with your own credentials. Nothing is changed.</source>
        <translation>Führt &lt;code&gt;kubectl get statefulset,service,endpointslice,pod,deployment,mcpserver -o json&lt;/code&gt; mit den eigenen Rechten aus. Nichts wird geändert.</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>empty: kubectl&apos;s current one</source>
        <translation>leer: der jetzige von kubectl</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>Namespace</translation>
    </message>
    <message>
        <source>empty: the context&apos;s</source>
        <translation>leer: der des Kontexts</translation>
    </message>
    <message>
        <source>Conte&amp;xt</source>
        <translation>Konte&amp;xt</translation>
    </message>
    <message>
        <source>&amp;Namespace</source>
        <translation>&amp;Namespace</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>&amp;Fragen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::Lab</name>
    <message>
        <source>no cluster is up</source>
        <translation>kein Cluster läuft</translation>
    </message>
    <message>
        <source>Start a run first.</source>
        <translation>Zuerst einen Lauf starten.</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::LookActions</name>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Change the colours of the window</source>
        <translation>Die Farben des Fensters ändern</translation>
    </message>
    <message>
        <source>La&amp;rger text</source>
        <translation>&amp;Größerer Text</translation>
    </message>
    <message>
        <source>Make all text larger</source>
        <translation>Allen Text größer machen</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>&amp;Kleinerer Text</translation>
    </message>
    <message>
        <source>Make all text smaller</source>
        <translation>Allen Text kleiner machen</translation>
    </message>
    <message>
        <source>&amp;Usual text</source>
        <translation>&amp;Üblicher Text</translation>
    </message>
    <message>
        <source>Give text its usual size</source>
        <translation>Dem Text seine übliche Größe geben</translation>
    </message>
    <message>
        <source>&amp;Presenter mode</source>
        <translation>&amp;Vortragsmodus</translation>
    </message>
    <message>
        <source>Larger type, slower animation and high contrast, for a room full of people</source>
        <translation>Größere Schrift, langsamere Bewegung und hoher Kontrast, für einen Raum voller Leute</translation>
    </message>
    <message>
        <source>Reduced m&amp;otion</source>
        <translation>Weniger &amp;Bewegung</translation>
    </message>
    <message>
        <source>Let nothing slide or fade</source>
        <translation>Nichts gleitet oder blendet</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Speak this language from the next start on</source>
        <translation>Ab dem nächsten Start diese Sprache sprechen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::LossGauge</name>
    <message>
        <source>Loss rate</source>
        <translation>Verlustrate</translation>
    </message>
    <message>
        <source>%1 of %2 runs lost sessions: %3 (95 %: %4 to %5)</source>
        <translation>%1 von %2 Läufen verloren Sitzungen: %3 (95 %: %4 bis %5)</translation>
    </message>
    <message>
        <source>%1, theory %2</source>
        <translation>%1, Theorie %2</translation>
    </message>
    <message>
        <source>%1; no simple theory applies</source>
        <translation>%1; keine einfache Theorie passt</translation>
    </message>
    <message>
        <source>%1; sessions forgot their state in %2 of %3 runs: %4</source>
        <translation>%1; in %2 von %3 Läufen vergaßen Sitzungen ihren Zustand: %4</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::MainWindow</name>
    <message>
        <source>✗ Bug reproduced</source>
        <translation>✗ Fehler nachgestellt</translation>
    </message>
    <message>
        <source>✓ Passed</source>
        <translation>✓ Bestanden</translation>
    </message>
    <message>
        <source>✗ Failed</source>
        <translation>✗ Durchgefallen</translation>
    </message>
    <message>
        <source>%1 — %2 of %3 sessions lost (%4, seed %5)</source>
        <translation>%1 — %2 von %3 Sitzungen verloren (%4, Seed %5)</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>Restore &amp;default layout</source>
        <translation>&amp;Übliche Anordnung</translation>
    </message>
    <message>
        <source>Put every view back where it was at first</source>
        <translation>Jede Ansicht dorthin zurück, wo sie zuerst war</translation>
    </message>
    <message>
        <source>&amp;Undo layout change</source>
        <translation>Anordnung &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>Take back the last move of a view</source>
        <translation>Das letzte Verschieben einer Ansicht zurücknehmen</translation>
    </message>
    <message>
        <source>Back to &amp;live</source>
        <translation>Zurück zu &amp;LIVE</translation>
    </message>
    <message>
        <source>Show the latest instant again</source>
        <translation>Wieder den neuesten Augenblick zeigen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Stop everything and quit</source>
        <translation>Alles anhalten und beenden</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Scenario</source>
        <translation>&amp;Szenario</translation>
    </message>
    <message>
        <source>&amp;Cluster</source>
        <translation>&amp;Cluster</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>State of the run</source>
        <translation>Zustand des Laufs</translation>
    </message>
    <message>
        <source>Figures of the run</source>
        <translation>Zahlen des Laufs</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>live engine</source>
        <translation>echte Maschine</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n event(s)</source>
        <translation>
            <numerusform>%1 · %n Ereignis</numerusform>
            <numerusform>%1 · %n Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Float or dock view</source>
        <translation>Ansicht &amp;lösen oder andocken</translation>
    </message>
    <message>
        <source>Take the view that has the keyboard out of the window, or put it back</source>
        <translation>Die Ansicht, in der die Tastatur ist, aus dem Fenster nehmen oder zurückstellen</translation>
    </message>
    <message>
        <source>&amp;Close view</source>
        <translation>Ansicht &amp;schließen</translation>
    </message>
    <message>
        <source>Close the view that has the keyboard; this menu brings it back</source>
        <translation>Die Ansicht, in der die Tastatur ist, schließen; dieses Menü bringt sie zurück</translation>
    </message>
    <message>
        <source>Read only: nothing is written to what is inspected</source>
        <translation>Nur lesend: in das Inspizierte wird nichts geschrieben</translation>
    </message>
    <message>
        <source>&amp;Inspect</source>
        <translation>&amp;Inspizieren</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>no %1: %2</source>
        <translation>kein %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n ability(s) off</source>
        <translation>
            <numerusform>%n Fähigkeit fehlt</numerusform>
            <numerusform>%n Fähigkeiten fehlen</numerusform>
        </translation>
    </message>
    <message>
        <source>LIVE · read only – nothing is written</source>
        <translation>LIVE · nur lesend – nichts wird geschrieben</translation>
    </message>
    <message>
        <source>offline: nothing is sent at all</source>
        <translation>ohne Verbindung: es wird gar nichts gesendet</translation>
    </message>
    <message>
        <source>Read only – nothing is written</source>
        <translation>Nur lesend – nichts wird geschrieben</translation>
    </message>
    <message>
        <source>writes: 0 (none possible) – nothing was sent yet</source>
        <translation>Schreibzugriffe: 0 (keiner möglich) – noch nichts gesendet</translation>
    </message>
    <message>
        <source>writes: 0 (none possible) – commands sent: %1</source>
        <translation>Schreibzugriffe: 0 (keiner möglich) – gesendete Befehle: %1</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::MatrixModel</name>
    <message>
        <source>– refused</source>
        <translation>– abgelehnt</translation>
    </message>
    <message>
        <source>✗ no session</source>
        <translation>✗ keine Sitzung</translation>
    </message>
    <message>
        <source>✗ %1 % lost, %2 % forgot</source>
        <translation>✗ %1 % verloren, %2 % vergaßen</translation>
    </message>
    <message>
        <source>✗ %1 % lost</source>
        <translation>✗ %1 % verloren</translation>
    </message>
    <message>
        <source>▲ %1 % forgot</source>
        <translation>▲ %1 % vergaßen</translation>
    </message>
    <message>
        <source>✓ %1 % closed</source>
        <translation>✓ %1 % beendet</translation>
    </message>
    <message>
        <source>✓ intact</source>
        <translation>✓ unversehrt</translation>
    </message>
    <message>
        <source>%1 under %2: %3</source>
        <translation>%1 unter %2: %3</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::MatrixView</name>
    <message>
        <source>Matrix</source>
        <translation>Matrix</translation>
    </message>
    <message>
        <source>Scenarios and profiles</source>
        <translation>Szenarien und Profile</translation>
    </message>
    <message>
        <source>Seeds per cell</source>
        <translation>Seeds je Feld</translation>
    </message>
    <message>
        <source>How many runs each cell counts; luck evens out with more</source>
        <translation>Wie viele Läufe jedes Feld zählt; mit mehr gleicht sich der Zufall aus</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Seeds</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stopp</translation>
    </message>
    <message>
        <source>Si&amp;mulate</source>
        <translation>Si&amp;mulieren</translation>
    </message>
    <message>
        <source>Keep what was tried so far</source>
        <translation>Behalten, was bisher probiert wurde</translation>
    </message>
    <message>
        <source>Try every scenario under every profile on the simulator</source>
        <translation>Jedes Szenario unter jedem Profil im Simulator probieren</translation>
    </message>
    <message numerus="yes">
        <source>Trying %n seed(s) per cell on the simulator …</source>
        <translation>
            <numerusform>Ein Seed je Feld wird im Simulator probiert …</numerusform>
            <numerusform>%n Seeds je Feld werden im Simulator probiert …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sessions over %n seed(s), simulated. Choose a cell to set up its run.</source>
        <translation>
            <numerusform>Sitzungen über einen Seed, simuliert. Ein Feld richtet seinen Lauf ein.</numerusform>
            <numerusform>Sitzungen über %n Seeds, simuliert. Ein Feld richtet seinen Lauf ein.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped: what was not tried is marked …</source>
        <translation>Angehalten: was nicht probiert wurde, trägt …</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::MessagePanel</name>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Form of the body</source>
        <translation>Form des Inhalts</translation>
    </message>
    <message>
        <source>Pretty</source>
        <translation>Lesbar</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Head and body</source>
        <translation>Kopf und Inhalt</translation>
    </message>
    <message>
        <source>%1, cut</source>
        <translation>%1, gekürzt</translation>
    </message>
    <message>
        <source>record: before and after</source>
        <translation>Datensatz: davor und danach</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ModeActions</name>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>&amp;Simulate</source>
        <translation>&amp;Simulieren</translation>
    </message>
    <message>
        <source>A cluster on this machine: run scenarios, do it faults</source>
        <translation>Ein Cluster auf diesem Rechner: Szenarien laufen lassen, Störungen zufügen</translation>
    </message>
    <message>
        <source>&amp;Inspect</source>
        <translation>&amp;Inspizieren</translation>
    </message>
    <message>
        <source>A real installation: look at its sessions, change nothing</source>
        <translation>Eine echte Installation: ihre Sitzungen ansehen, nichts ändern</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ModeBar</name>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::NameServerDialog</name>
    <message>
        <source>Ask a name server (active check)</source>
        <translation>Einen Nameserver fragen (aktive Prüfung)</translation>
    </message>
    <message>
        <source>Sends DNS queries to that server and to nobody else: one for the name of each pod that the StatefulSets promise. Nothing is changed.</source>
        <translation>Sendet DNS-Anfragen an diesen Server und an niemanden sonst: eine für den Namen jedes Pods, den die StatefulSets versprechen. Nichts wird verändert.</translation>
    </message>
    <message>
        <source>Name server</source>
        <translation>Nameserver</translation>
    </message>
    <message>
        <source>10.96.0.10, or tcp://127.0.0.1:1053 behind kubectl port-forward</source>
        <translation>10.96.0.10, oder tcp://127.0.0.1:1053 hinter kubectl port-forward</translation>
    </message>
    <message>
        <source>Cluster domain</source>
        <translation>Cluster-Domäne</translation>
    </message>
    <message>
        <source>Name &amp;server</source>
        <translation>Name&amp;server</translation>
    </message>
    <message>
        <source>Cluster &amp;domain</source>
        <translation>Cluster-&amp;Domäne</translation>
    </message>
    <message>
        <source>What is wrong with the address</source>
        <translation>Was an der Adresse falsch ist</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>&amp;Fragen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::OtherKeyModel</name>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Einzelheit</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>TTL</source>
        <translation>TTL</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::OtherKeysView</name>
    <message>
        <source>Other keys</source>
        <translation>Andere Schlüssel</translation>
    </message>
    <message>
        <source>Keys that are no session</source>
        <translation>Schlüssel, die keine Sitzung sind</translation>
    </message>
    <message>
        <source>Keys that are no session stand here: rate limits, the OAuth server&apos;s, and what should be a session and does not read as one.</source>
        <translation>Hier stehen Schlüssel, die keine Sitzung sind: Ratenbegrenzungen, die des OAuth-Servers, und was eine Sitzung sein sollte und sich nicht als eine lesen lässt.</translation>
    </message>
    <message>
        <source>The value of the key that is chosen</source>
        <translation>Der Wert des gewählten Schlüssels</translation>
    </message>
    <message>
        <source>The first %1 of %2 keys</source>
        <translation>Die ersten %1 von %2 Schlüsseln</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s)</source>
        <translation>
            <numerusform>%n Schlüssel</numerusform>
            <numerusform>%n Schlüssel</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a key: its value stands here.</source>
        <translation>Wähle einen Schlüssel: hier steht sein Wert.</translation>
    </message>
    <message>
        <source>A snapshot does not keep values.</source>
        <translation>Ein Schnappschuss bewahrt keine Werte auf.</translation>
    </message>
    <message>
        <source>Who holds such a token acts as its owner. It is shown with whole ids only.</source>
        <translation>Wer ein solches Token hat, handelt als sein Besitzer. Es wird nur mit ganzen Ids gezeigt.</translation>
    </message>
    <message>
        <source>A %1: only its size is read.</source>
        <translation>Ein %1: nur seine Größe wird gelesen.</translation>
    </message>
    <message>
        <source>The server would not give it: %1</source>
        <translation>Der Server gab es nicht heraus: %1</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::PinsView</name>
    <message>
        <source>Service %1</source>
        <translation>Service %1</translation>
    </message>
    <message>
        <source>dead: %1</source>
        <translation>tot: %1</translation>
    </message>
    <message>
        <source>no place is named</source>
        <translation>kein Ort genannt</translation>
    </message>
    <message>
        <source>Where sessions point</source>
        <translation>Wohin Sitzungen zeigen</translation>
    </message>
    <message>
        <source>Sessions per pin</source>
        <translation>Sitzungen je Pin</translation>
    </message>
    <message>
        <source>Sessions per client</source>
        <translation>Sitzungen je Client</translation>
    </message>
    <message>
        <source>Times to live</source>
        <translation>Lebensdauern</translation>
    </message>
    <message>
        <source>Ages</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>How many sessions point where, and for how long they still live, stands here once some were seen.</source>
        <translation>Wie viele Sitzungen wohin zeigen und wie lange sie noch leben, steht hier, sobald welche zu sehen sind.</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Sessions per pin – %1</source>
        <translation>Sitzungen je Pin – %1</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Time to live left</source>
        <translation>Verbleibende Lebensdauer</translation>
    </message>
    <message>
        <source>Time to live left – %1 without</source>
        <translation>Verbleibende Lebensdauer – %1 ohne</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::PlanActions</name>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Take back the last change of the plan</source>
        <translation>Die letzte Änderung des Plans zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Make the change of the plan again</source>
        <translation>Die Änderung des Plans noch einmal machen</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>&amp;Save plan</source>
        <translation>Plan &amp;sichern</translation>
    </message>
    <message>
        <source>Save the scenario to its file</source>
        <translation>Das Szenario in seine Datei sichern</translation>
    </message>
    <message>
        <source>Save plan &amp;as…</source>
        <translation>Plan sichern &amp;unter…</translation>
    </message>
    <message>
        <source>Save the scenario to another file</source>
        <translation>Das Szenario in eine andere Datei sichern</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Hold the scenario before its next request; other clients go on</source>
        <translation>Das Szenario vor seiner nächsten Anfrage anhalten; andere Clients machen weiter</translation>
    </message>
    <message>
        <source>Do the scenario&apos;s next request or deed, then hold again</source>
        <translation>Die nächste Anfrage oder Tat des Szenarios tun, dann wieder anhalten</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>S&amp;tep</source>
        <translation>&amp;Schritt</translation>
    </message>
    <message>
        <source>The simulator needs no time: choose the live engine to slow down, pause and step</source>
        <translation>Der Simulator braucht keine Zeit: zum Bremsen, Anhalten und Schreiten die echte Maschine wählen</translation>
    </message>
    <message>
        <source>Save plan</source>
        <translation>Plan sichern</translation>
    </message>
    <message>
        <source>Plans (*.json)</source>
        <translation>Pläne (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::PlanEdits</name>
    <message>
        <source>line %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Check its name and its permissions.</source>
        <translation>Namen und Rechte prüfen.</translation>
    </message>
    <message>
        <source>the plan that was not saved cannot be read</source>
        <translation>der ungespeicherte Plan ist nicht lesbar</translation>
    </message>
    <message>
        <source>bring back what was not saved</source>
        <translation>Ungespeichertes zurückholen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::PlanText</name>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
    <message>
        <source>Re&amp;vert</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>Plan as JSON</source>
        <translation>Plan als JSON</translation>
    </message>
    <message>
        <source>Make what is typed the plan</source>
        <translation>Das Getippte zum Plan machen</translation>
    </message>
    <message>
        <source>Forget what was typed</source>
        <translation>Das Getippte vergessen</translation>
    </message>
    <message>
        <source>edit JSON</source>
        <translation>JSON bearbeiten</translation>
    </message>
    <message>
        <source>✗ This was typed for another plan. Revert shows the one that is open.</source>
        <translation>✗ Das wurde für einen anderen Plan getippt. „Verwerfen“ zeigt den offenen.</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::PlanView</name>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Name and purpose</source>
        <translation>Name und Zweck</translation>
    </message>
    <message>
        <source>Plan as a form</source>
        <translation>Plan als Formular</translation>
    </message>
    <message>
        <source>Plan (JSON)</source>
        <translation>Plan (JSON)</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>%1 · changed</source>
        <translation>%1 · geändert</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::Run</name>
    <message>
        <source>%1 under %2, seed %3</source>
        <translation>%1 unter %2, Seed %3</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::RunActions</name>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Show &amp;bug and fix</source>
        <translation>&amp;Fehler und Abhilfe zeigen</translation>
    </message>
    <message>
        <source>Run the scenario before and after the fix, and compare</source>
        <translation>Das Szenario vor und nach der Abhilfe laufen lassen und vergleichen</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf starten</translation>
    </message>
    <message>
        <source>Run the scenario once, under the chosen profile</source>
        <translation>Das Szenario einmal unter dem gewählten Profil laufen lassen</translation>
    </message>
    <message>
        <source>Start &amp;cluster only</source>
        <translation>Nur den &amp;Cluster starten</translation>
    </message>
    <message>
        <source>Bring the cluster up without the scenario&apos;s clients, for clients of your own</source>
        <translation>Den Cluster ohne die Clients des Szenarios starten, für eigene Clients</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stopp</translation>
    </message>
    <message>
        <source>Stop the run and take the cluster down</source>
        <translation>Den Lauf beenden und den Cluster abbauen</translation>
    </message>
    <message>
        <source>Restart proxy</source>
        <translation>Proxy neu starten</translation>
    </message>
    <message>
        <source>Let its requests finish, then start it anew: what it remembered is gone</source>
        <translation>Seine Anfragen zu Ende bringen, dann neu starten: was er sich merkte, ist weg</translation>
    </message>
    <message>
        <source>Kill proxy</source>
        <translation>Proxy abschießen</translation>
    </message>
    <message>
        <source>Reset its connections, then start it anew</source>
        <translation>Seine Verbindungen abreißen, dann neu starten</translation>
    </message>
    <message>
        <source>Rolling update</source>
        <translation>Rollende Erneuerung</translation>
    </message>
    <message>
        <source>Replace every pod, highest ordinal first</source>
        <translation>Jeden Pod ersetzen, die höchste Ordnungszahl zuerst</translation>
    </message>
    <message>
        <source>Stop store</source>
        <translation>Store anhalten</translation>
    </message>
    <message>
        <source>Make the store unreachable; what it holds is kept</source>
        <translation>Den Store unerreichbar machen; sein Inhalt bleibt</translation>
    </message>
    <message>
        <source>Start store</source>
        <translation>Store starten</translation>
    </message>
    <message>
        <source>Make the store reachable again</source>
        <translation>Den Store wieder erreichbar machen</translation>
    </message>
    <message>
        <source>Flush store</source>
        <translation>Store leeren</translation>
    </message>
    <message>
        <source>Delete every record</source>
        <translation>Jeden Datensatz löschen</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Restart all proxies</source>
        <translation>Alle Proxys neu starten</translation>
    </message>
    <message>
        <source>Restart every proxy, one after the other</source>
        <translation>Jeden Proxy neu starten, einen nach dem anderen</translation>
    </message>
    <message>
        <source>Same seed a&amp;gain</source>
        <translation>Gleicher Seed &amp;noch einmal</translation>
    </message>
    <message>
        <source>Run the scenario once more with the seed of the run that is shown, and keep it</source>
        <translation>Das Szenario noch einmal mit dem Seed des gezeigten Laufs ausführen und ihn behalten</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::RunBar</name>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Restart proxy</source>
        <translation>Proxy neu starten</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>real time</source>
        <translation>Echtzeit</translation>
    </message>
    <message>
        <source>How quickly the scenario goes on; other clients are never slowed down</source>
        <translation>Wie schnell das Szenario voranschreitet; andere Clients werden nie gebremst</translation>
    </message>
    <message>
        <source>The simulator needs no time: choose the live engine to slow down</source>
        <translation>Der Simulator braucht keine Zeit: zum Bremsen die echte Maschine wählen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ScenarioMatrix</name>
    <message>
        <source>Trying every scenario under every profile</source>
        <translation>Jedes Szenario unter jedem Profil wird probiert</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ScenarioView</name>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>pod</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>pods</source>
        <translation>Pods</translation>
    </message>
    <message>
        <source>proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>proxies</source>
        <translation>Proxys</translation>
    </message>
    <message>
        <source>session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Seed %1</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>steht aus</translation>
    </message>
    <message>
        <source>Plan (JSON)</source>
        <translation>Plan (JSON)</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::SessionDetailView</name>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>The session</source>
        <translation>Die Sitzung</translation>
    </message>
    <message>
        <source>What its record says</source>
        <translation>Was ihr Datensatz sagt</translation>
    </message>
    <message>
        <source>What is wrong with it</source>
        <translation>Was mit ihr nicht stimmt</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>History while watched</source>
        <translation>Verlauf während der Beobachtung</translation>
    </message>
    <message>
        <source>What happened to it while it was watched</source>
        <translation>Was mit ihr während der Beobachtung geschah</translation>
    </message>
    <message>
        <source>Size of the record</source>
        <translation>Größe des Datensatzes</translation>
    </message>
    <message>
        <source>The record as it stands in Redis</source>
        <translation>Der Datensatz, wie er in Redis steht</translation>
    </message>
    <message>
        <source>No session is chosen</source>
        <translation>Keine Sitzung gewählt</translation>
    </message>
    <message>
        <source>Choose one in the list: what its record says stands here.</source>
        <translation>Eine in der Liste wählen: was ihr Datensatz sagt, steht hier.</translation>
    </message>
    <message>
        <source>Session %1</source>
        <translation>Sitzung %1</translation>
    </message>
    <message>
        <source>protocol %1</source>
        <translation>Protokoll %1</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>%1, key %2%3</source>
        <translation>%1, Schlüssel %2%3</translation>
    </message>
    <message>
        <source>pin %1: %2</source>
        <translation>Pin %1: %2</translation>
    </message>
    <message>
        <source>no backend_url</source>
        <translation>keine backend_url</translation>
    </message>
    <message>
        <source>time to live %1, seen at %2</source>
        <translation>Lebensdauer %1, gesehen um %2</translation>
    </message>
    <message>
        <source>lost at least once: backend_sid %1</source>
        <translation>mindestens einmal verloren: backend_sid %1</translation>
    </message>
    <message>
        <source>gone since %1</source>
        <translation>weg seit %1</translation>
    </message>
    <message>
        <source>a snapshot has no history</source>
        <translation>ein Schnappschuss hat keinen Verlauf</translation>
    </message>
    <message>
        <source>nothing changed so far</source>
        <translation>bisher änderte sich nichts</translation>
    </message>
    <message>
        <source>Record (%1 bytes)</source>
        <translation>Datensatz (%1 Bytes)</translation>
    </message>
    <message>
        <source>A snapshot does not keep values.</source>
        <translation>Ein Schnappschuss bewahrt keine Werte auf.</translation>
    </message>
    <message>
        <source>Read all of it (%1)</source>
        <translation>Alles lesen (%1)</translation>
    </message>
    <message>
        <source>The server would not give it: %1</source>
        <translation>Der Server gab es nicht heraus: %1</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::SessionModel</name>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Era</source>
        <translation>Ära</translation>
    </message>
    <message>
        <source>Created on</source>
        <translation>Eröffnet auf</translation>
    </message>
    <message>
        <source>Stored backend_url</source>
        <translation>Gemerkte backend_url</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Pin</translation>
    </message>
    <message>
        <source>Last served by</source>
        <translation>Zuletzt bedient von</translation>
    </message>
    <message>
        <source>Requests ok / failed</source>
        <translation>Anfragen ok / Fehler</translation>
    </message>
    <message>
        <source>TTL</source>
        <translation>TTL</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Letzter Fehler</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>no pod in particular</source>
        <translation>kein bestimmter Pod</translation>
    </message>
    <message>
        <source>The record names %1; no pod holds the session&apos;s state</source>
        <translation>Der Datensatz nennt %1; kein Pod hält den Zustand der Sitzung</translation>
    </message>
    <message>
        <source>The record names %1; the session&apos;s state is on %2</source>
        <translation>Der Datensatz nennt %1; der Zustand der Sitzung ist auf %2</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::SessionView</name>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>No session matches the filter.</source>
        <translation>Keine Sitzung passt zum Filter.</translation>
    </message>
    <message>
        <source>Every session will stand here, with what its record says and who served it last.
Run the scenario to see some.</source>
        <translation>Hier steht jede Sitzung, mit dem, was ihr Datensatz sagt, und wer sie zuletzt bediente.
Das Szenario laufen lassen, um welche zu sehen.</translation>
    </message>
    <message>
        <source>&amp;Delete record</source>
        <translation>Datensatz &amp;löschen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::SetupBar</name>
    <message>
        <source>Setup</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Pin</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Rettung</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Store</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Maschine</translation>
    </message>
    <message>
        <source>as the profile</source>
        <translation>wie im Profil</translation>
    </message>
    <message>
        <source>live</source>
        <translation>echt</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>Real sockets, a real Redis, real time</source>
        <translation>Echte Sockets, ein echtes Redis, echte Zeit</translation>
    </message>
    <message>
        <source>The same decisions in virtual time, in milliseconds</source>
        <translation>Dieselben Entscheidungen in virtueller Zeit, in Millisekunden</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Decides everything that is random: the same seed gives the same run</source>
        <translation>Bestimmt allen Zufall: der gleiche Seed ergibt den gleichen Lauf</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>&amp;Sperren</translation>
    </message>
    <message>
        <source>Keep this seed for every scenario; otherwise each uses its own</source>
        <translation>Diesen Seed für jedes Szenario behalten; sonst hat jedes seinen eigenen</translation>
    </message>
    <message>
        <source>lock</source>
        <translation>sperren</translation>
    </message>
    <message>
        <source>✓ locked</source>
        <translation>✓ fest</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::ShortcutList</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Find a command …</source>
        <translation>Einen Befehl finden …</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Einen Befehl finden</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::SpanDiagram</name>
    <message>
        <source>client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>  load record</source>
        <translation>  Datensatz lesen</translation>
    </message>
    <message>
        <source>  save record</source>
        <translation>  Datensatz schreiben</translation>
    </message>
    <message>
        <source>  drop record</source>
        <translation>  Datensatz löschen</translation>
    </message>
    <message>
        <source>  forward</source>
        <translation>  weiterleiten</translation>
    </message>
    <message>
        <source>    pod-%1</source>
        <translation>    pod-%1</translation>
    </message>
    <message>
        <source>Parts of the exchange</source>
        <translation>Teile des Austauschs</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::StepSection</name>
    <message>
        <source>Steps of the plan</source>
        <translation>Schritte des Plans</translation>
    </message>
    <message>
        <source>Do</source>
        <translation>Tun</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>by the front door</source>
        <translation>durch die Vordertür</translation>
    </message>
    <message>
        <source>Pod</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>Replikate</translation>
    </message>
    <message>
        <source>change step %1</source>
        <translation>Schritt %1 ändern</translation>
    </message>
    <message>
        <source>add step</source>
        <translation>Schritt hinzufügen</translation>
    </message>
    <message>
        <source>remove step %1</source>
        <translation>Schritt %1 entfernen</translation>
    </message>
    <message>
        <source>move step %1</source>
        <translation>Schritt %1 verschieben</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::SweepModel</name>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Forgot</source>
        <translation>Vergaßen</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::SweepView</name>
    <message>
        <source>Seed sweep</source>
        <translation>Seed-Reihe</translation>
    </message>
    <message>
        <source>Runs by seed</source>
        <translation>Läufe nach Seed</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>S&amp;weep seeds</source>
        <translation>Seeds &amp;durchlaufen</translation>
    </message>
    <message>
        <source>Try the plan under one seed after the other on the simulator, and count the losses</source>
        <translation>Den Plan im Simulator mit einem Seed nach dem anderen probieren und die Verluste zählen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>How many seeds are tried, from the setup&apos;s on</source>
        <translation>Wie viele Seeds probiert werden, ab dem eingestellten</translation>
    </message>
    <message>
        <source>Enter or a double click keeps that seed for the next run</source>
        <translation>Eingabetaste oder Doppelklick behält diesen Seed für den nächsten Lauf</translation>
    </message>
    <message numerus="yes">
        <source>Trying %n seed(s)</source>
        <translation>
            <numerusform>Ein Seed wird probiert</numerusform>
            <numerusform>%n Seeds werden probiert</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stopp</translation>
    </message>
    <message>
        <source>S&amp;weep</source>
        <translation>&amp;Durchlaufen</translation>
    </message>
    <message>
        <source>Keep what was tried so far</source>
        <translation>Behalten, was bisher probiert wurde</translation>
    </message>
    <message>
        <source>Try the plan under one seed after the other on the simulator</source>
        <translation>Den Plan im Simulator mit einem Seed nach dem anderen probieren</translation>
    </message>
    <message>
        <source>%1 under %2. %3</source>
        <translation>%1 unter %2. %3</translation>
    </message>
    <message>
        <source>How often does this plan lose sessions? The simulator tries one seed after the other.</source>
        <translation>Wie oft verliert dieser Plan Sitzungen? Der Simulator probiert einen Seed nach dem anderen.</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::TimelineLanes</name>
    <message>
        <source>Requests in time</source>
        <translation>Anfragen in der Zeit</translation>
    </message>
    <message>
        <source>Left and right move in time by an event, up and down between lanes, Enter selects, Home and End go to the first and the latest event, + and − zoom.</source>
        <translation>Links und rechts gehen um ein Ereignis in der Zeit, auf und ab zwischen den Bahnen, Eingabe wählt, Pos1 und Ende gehen zum ersten und letzten Ereignis, + und − vergrößern und verkleinern.</translation>
    </message>
    <message>
        <source>pod-%1</source>
        <translation>pod-%1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>● LIVE</source>
        <translation>● LIVE</translation>
    </message>
    <message>
        <source>The requests of a run appear here in time, a lane per session or pod. Start a run or open a journal.</source>
        <translation>Hier erscheinen die Anfragen eines Laufs in der Zeit, eine Bahn je Sitzung oder Pod. Einen Lauf starten oder ein Journal öffnen.</translation>
    </message>
    <message>
        <source>Lanes of the timeline</source>
        <translation>Bahnen der Zeitleiste</translation>
    </message>
    <message>
        <source>A lane per session</source>
        <translation>Eine Bahn je Sitzung</translation>
    </message>
    <message>
        <source>A lane per pod</source>
        <translation>Eine Bahn je Pod</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
    </message>
    <message>
        <source>Show the whole run</source>
        <translation>Den ganzen Lauf zeigen</translation>
    </message>
    <message>
        <source>Return to the latest event</source>
        <translation>Zurück zum letzten Ereignis</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>▶ Back to LIVE</source>
        <translation>▶ Zurück zu LIVE</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::TopologyCanvas</name>
    <message>
        <source>Topology</source>
        <translation>Topologie</translation>
    </message>
    <message>
        <source>record says here</source>
        <translation>Datensatz sagt hier</translation>
    </message>
    <message>
        <source>state lives here</source>
        <translation>Zustand lebt hier</translation>
    </message>
    <message>
        <source>pin this session here</source>
        <translation>diese Sitzung hier anheften</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::TopologyView</name>
    <message>
        <source>Topology</source>
        <translation>Topologie</translation>
    </message>
    <message>
        <source>Clients, proxy, Service, pods and store stand here once a run has begun.</source>
        <translation>Hier stehen Clients, Proxy, Service, Pods und Store, sobald ein Lauf begonnen hat.</translation>
    </message>
    <message>
        <source>▶  Show bug and fix</source>
        <translation>▶  Fehler und Abhilfe zeigen</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Enlarge the topology</source>
        <translation>Die Topologie vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Shrink the topology</source>
        <translation>Die Topologie verkleinern</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Fit the topology into its view</source>
        <translation>Die Topologie in ihre Ansicht einpassen</translation>
    </message>
    <message>
        <source>The pin of this session cannot be changed</source>
        <translation>Der Pin dieser Sitzung lässt sich nicht ändern</translation>
    </message>
    <message>
        <source>Its cluster is no longer up. Run the scenario again.</source>
        <translation>Ihr Cluster läuft nicht mehr. Das Szenario noch einmal laufen lassen.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Trouble</source>
        <translation>Störung</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::Trail</name>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Go back to what was looked at before</source>
        <translation>Zurück zu dem, was zuvor angesehen wurde</translation>
    </message>
    <message>
        <source>For&amp;ward</source>
        <translation>&amp;Vorwärts</translation>
    </message>
    <message>
        <source>Go forward again to what was looked at afterwards</source>
        <translation>Wieder vor zu dem, was danach angesehen wurde</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::VerdictBanner</name>
    <message>
        <source>none of %1 sessions lost</source>
        <translation>keine von %1 Sitzungen verloren</translation>
    </message>
    <message>
        <source>%1 of %2 sessions forgot their state</source>
        <translation>%1 von %2 Sitzungen vergaßen ihren Zustand</translation>
    </message>
    <message>
        <source>%1 of %2 sessions lost</source>
        <translation>%1 von %2 Sitzungen verloren</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>See a session get lost, and see it kept</source>
        <translation>Sehen, wie eine Sitzung verloren geht, und wie sie erhalten bleibt</translation>
    </message>
    <message>
        <source>Press “Show bug and fix”: the same clients run twice, before and after the fix. Everything happens on this machine, with real connections.</source>
        <translation>„Fehler und Abhilfe zeigen“ drücken: dieselben Clients laufen zweimal, vor und nach der Abhilfe. Alles geschieht auf diesem Rechner, mit echten Verbindungen.</translation>
    </message>
    <message>
        <source>Before the fix: running under %1 …</source>
        <translation>Vor der Abhilfe: läuft unter %1 …</translation>
    </message>
    <message>
        <source>Clients open sessions, the proxy restarts, and the clients go on.</source>
        <translation>Clients eröffnen Sitzungen, der Proxy startet neu, und die Clients machen weiter.</translation>
    </message>
    <message>
        <source>Before: %1. Now the same with the fix …</source>
        <translation>Davor: %1. Jetzt dasselbe mit der Abhilfe …</translation>
    </message>
    <message>
        <source>The same clients and the same seed, under the fixed profile.</source>
        <translation>Dieselben Clients und derselbe Seed, unter dem berichtigten Profil.</translation>
    </message>
    <message>
        <source>Reproduced</source>
        <translation>Nachgestellt</translation>
    </message>
    <message>
        <source>Not reproduced</source>
        <translation>Nicht nachgestellt</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>behoben</translation>
    </message>
    <message>
        <source>not fixed</source>
        <translation>nicht behoben</translation>
    </message>
    <message>
        <source>%1 — %2; %3 — %4.</source>
        <translation>%1 — %2; %3 — %4.</translation>
    </message>
    <message>
        <source>The run could not start</source>
        <translation>Der Lauf konnte nicht beginnen</translation>
    </message>
    <message>
        <source> · explained by %1</source>
        <translation> · erklärt durch %1</translation>
    </message>
    <message>
        <source> · the cluster is still up</source>
        <translation> · der Cluster läuft noch</translation>
    </message>
    <message>
        <source>Bug reproduced — %1</source>
        <translation>Fehler nachgestellt — %1</translation>
    </message>
    <message>
        <source>All checks passed — %1</source>
        <translation>Alle Prüfungen bestanden — %1</translation>
    </message>
    <message>
        <source>A check failed — %1</source>
        <translation>Eine Prüfung fiel durch — %1</translation>
    </message>
    <message>
        <source>Bringing the cluster up …</source>
        <translation>Der Cluster startet …</translation>
    </message>
    <message>
        <source>Running …</source>
        <translation>Läuft …</translation>
    </message>
    <message>
        <source>The cluster is up</source>
        <translation>Der Cluster läuft</translation>
    </message>
    <message>
        <source>Attach a client, or do it a fault.</source>
        <translation>Einen Client anschließen oder ihm eine Störung zufügen.</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Hält an …</translation>
    </message>
    <message>
        <source>Stopped before the plan was through</source>
        <translation>Angehalten, bevor der Plan zu Ende war</translation>
    </message>
    <message>
        <source>Before is %1 (%2), after is %3.</source>
        <translation>Vorher ist %1 (%2), nachher %3.</translation>
    </message>
    <message>
        <source>Reading the journal …</source>
        <translation>Das Journal wird gelesen …</translation>
    </message>
    <message>
        <source>Show the run after</source>
        <translation>Den Lauf danach zeigen</translation>
    </message>
    <message>
        <source>Why were they lost?</source>
        <translation>Warum gingen sie verloren?</translation>
    </message>
    <message>
        <source>Show the run before</source>
        <translation>Den Lauf davor zeigen</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::View</name>
    <message>
        <source>Picture (PNG)</source>
        <translation>Bild (PNG)</translation>
    </message>
    <message>
        <source>Picture (SVG)</source>
        <translation>Bild (SVG)</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::WindowMemory</name>
    <message>
        <source>the layout of the last time cannot be used</source>
        <translation>die Anordnung vom letzten Mal ist unbrauchbar</translation>
    </message>
    <message>
        <source>The usual one was taken.</source>
        <translation>Die übliche wurde genommen.</translation>
    </message>
    <message>
        <source>the plan was not saved when the program ended; it is back</source>
        <translation>der Plan war beim Beenden nicht gespeichert; er ist wieder da</translation>
    </message>
    <message>
        <source>Save it, or undo to have the usual one.</source>
        <translation>Speichern, oder mit „Rückgängig“ zum üblichen zurück.</translation>
    </message>
</context>
<context>
    <name>sessionscope::ui::Workspace</name>
    <message>
        <source>choose %1</source>
        <translation>%1 wählen</translation>
    </message>
</context>
</TS>
