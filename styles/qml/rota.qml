<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis labelsEnabled="0" styleCategories="LayerConfiguration|Symbology|Labeling|Fields|MapTips|Rendering|Temporal" version="3.22.16">
 <temporal accumulate="0" durationField="" durationUnit="min" enabled="1" endExpression="to_datetime(&quot;to_time&quot;)" endField="to_time" fixedDuration="0" limitMode="0" mode="4" startExpression="to_datetime(&quot;from_time&quot;)" startField="from_time">
  <fixedRange>
   <start />
   <end />
  </fixedRange>
 </temporal>
 <renderer-v2 enableorderby="0" forceraster="0" referencescale="-1" symbollevels="0" type="RuleRenderer">
  <rules key="rota">
   <rule key="rota: on station" label="on station" symbol="0" />
  </rules>
  <symbols>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="0" type="marker">
    <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="255,255,255,0" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="offset_unit" type="QString" value="Point" />
      <Option name="outline_color" type="QString" value="91,42,134,255" />
      <Option name="outline_width" type="QString" value="2.25" />
      <Option name="outline_width_unit" type="QString" value="Point" />
      <Option name="size" type="QString" value="12" />
      <Option name="size_unit" type="QString" value="Point" />
     </Option>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <blendMode>0</blendMode>
 <featureBlendMode>0</featureBlendMode>
 <layerOpacity>1</layerOpacity>
 <aliases>
  <alias field="id" name="Id" />
  <alias field="name" name="Name" />
  <alias field="station" name="Station" />
  <alias field="seat" name="Seat" />
  <alias field="fleet" name="Fleet" />
  <alias field="nation" name="Nation" />
  <alias field="base" name="Base" />
  <alias field="sortie" name="Sortie" />
  <alias field="aircraft" name="Aircraft" />
  <alias field="takeoff_time" name="Take-off (UTC)" />
  <alias field="from_time" name="On station from (UTC)" />
  <alias field="to_time" name="On station to (UTC)" />
  <alias field="landing_time" name="Landing (UTC)" />
  <alias field="source" name="Source" />
  <alias field="as_of" name="As of" />
  <alias field="method" name="Method" />
  <alias field="tolerance_m" name="Tolerance (m)" />
 </aliases>
 <previewExpression>coalesce("name", "id")</previewExpression>
 <mapTip>&lt;b&gt;[% coalesce("name", "id") %]&lt;/b&gt; Rota: on station now&lt;table&gt;
[% coalesce('&lt;tr&gt;&lt;td&gt;Station&lt;/td&gt;&lt;td&gt;' || "station" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Seat&lt;/td&gt;&lt;td&gt;' || "seat" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Fleet&lt;/td&gt;&lt;td&gt;' || "fleet" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Nation&lt;/td&gt;&lt;td&gt;' || "nation" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Base&lt;/td&gt;&lt;td&gt;' || "base" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Sortie&lt;/td&gt;&lt;td&gt;' || "sortie" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Aircraft&lt;/td&gt;&lt;td&gt;' || "aircraft" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Take-off (UTC)&lt;/td&gt;&lt;td&gt;' || "takeoff_time" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;On station from (UTC)&lt;/td&gt;&lt;td&gt;' || "from_time" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;On station to (UTC)&lt;/td&gt;&lt;td&gt;' || "to_time" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Landing (UTC)&lt;/td&gt;&lt;td&gt;' || "landing_time" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
&lt;/table&gt;[% coalesce("source", '') %] ([% coalesce("as_of", '') %])</mapTip>
 <layerGeometryType>0</layerGeometryType>
</qgis>
