<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis labelsEnabled="0" styleCategories="LayerConfiguration|Symbology|Labeling|Fields|MapTips|Rendering|Temporal" version="3.22.16">
 <renderer-v2 enableorderby="0" forceraster="0" referencescale="-1" symbollevels="0" type="RuleRenderer">
  <rules key="zone_seen">
   <rule filter="&quot;seen_by&quot; &lt; 2" key="zone_seen: seen by one" label="seen by one" symbol="0" />
   <rule filter="NOT coalesce(&quot;seen_by&quot; &lt; 2, false)" key="zone_seen: seen by two or more" label="seen by two or more" symbol="1" />
  </rules>
  <symbols>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="0" type="fill">
    <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="-45" />
      <Option name="distance" type="QString" value="6.75" />
      <Option name="distance_unit" type="QString" value="Point" />
      <Option name="line_width" type="QString" value="0" />
      <Option name="offset_unit" type="QString" value="Point" />
      <Option name="outline_width_unit" type="QString" value="Point" />
     </Option>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="@0@0" type="line">
      <layer class="SimpleLine" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option name="customdash_unit" type="QString" value="Point" />
        <Option name="line_color" type="QString" value="138,125,0,255" />
        <Option name="line_width" type="QString" value="0.75" />
        <Option name="line_width_unit" type="QString" value="Point" />
        <Option name="offset_unit" type="QString" value="Point" />
       </Option>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="1" type="fill">
    <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="-45" />
      <Option name="distance" type="QString" value="3.75" />
      <Option name="distance_unit" type="QString" value="Point" />
      <Option name="line_width" type="QString" value="0" />
      <Option name="offset_unit" type="QString" value="Point" />
      <Option name="outline_width_unit" type="QString" value="Point" />
     </Option>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="@1@0" type="line">
      <layer class="SimpleLine" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option name="customdash_unit" type="QString" value="Point" />
        <Option name="line_color" type="QString" value="138,125,0,255" />
        <Option name="line_width" type="QString" value="0.75" />
        <Option name="line_width_unit" type="QString" value="Point" />
        <Option name="offset_unit" type="QString" value="Point" />
       </Option>
      </layer>
     </symbol>
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
  <alias field="zone" name="Zone" />
  <alias field="seen_by" name="Seen by how many" />
  <alias field="area_km2" name="Area (km²)" />
  <alias field="share" name="Share of the zone" />
  <alias field="seen_at_m" name="Seen at height (m)" />
  <alias field="source" name="Source" />
  <alias field="as_of" name="As of" />
  <alias field="method" name="Method" />
  <alias field="tolerance_m" name="Tolerance (m)" />
 </aliases>
 <previewExpression>coalesce("name", "id")</previewExpression>
 <mapTip>&lt;b&gt;[% coalesce("name", "id") %]&lt;/b&gt; Seen parts of the zone&lt;table&gt;
[% coalesce('&lt;tr&gt;&lt;td&gt;Zone&lt;/td&gt;&lt;td&gt;' || "zone" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Seen by how many&lt;/td&gt;&lt;td&gt;' || "seen_by" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Area (km²)&lt;/td&gt;&lt;td&gt;' || "area_km2" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Share of the zone&lt;/td&gt;&lt;td&gt;' || "share" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Seen at height (m)&lt;/td&gt;&lt;td&gt;' || "seen_at_m" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
&lt;/table&gt;[% coalesce("source", '') %] ([% coalesce("as_of", '') %])</mapTip>
 <layerGeometryType>2</layerGeometryType>
</qgis>
